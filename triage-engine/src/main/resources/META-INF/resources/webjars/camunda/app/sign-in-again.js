/*
 * When a sign-in ends, Camunda's web applications show a form of their own, which is closed: there is one sign-in, and it
 * is not theirs. Whoever comes to that form is brought to the sign-in page. The applications change the address without
 * an event that others would hear.
 */
const signInAgain = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/sign-in?ended');
  }
};

for (const change of ['pushState', 'replaceState']) {
  const changed = window.history[change];
  window.history[change] = function (...parameters) {
    changed.apply(this, parameters);
    signInAgain();
  };
}
window.addEventListener('hashchange', signInAgain);
