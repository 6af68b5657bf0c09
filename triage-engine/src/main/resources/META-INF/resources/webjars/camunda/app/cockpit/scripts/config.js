/* Read as the application starts; Camunda's own sets nothing. */
import '../../sign-in-again.js';

export default {};
