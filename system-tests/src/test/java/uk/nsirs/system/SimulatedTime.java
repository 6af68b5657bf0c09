package uk.nsirs.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Triage's time, which runs ahead of everybody else's by as much as the tests have said. */
final class SimulatedTime {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Path portFile;

    /**
     * The time of a system.
     *
     * @param state its directory; triage writes there which port tells and moves time
     */
    SimulatedTime(Path state) {
        this.portFile = state.resolve("simulated-time.port");
    }

    OffsetDateTime now() {
        return moment(caller().get("/now"));
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    /** Goes forward by an ISO 8601 amount such as {@code P28D}; timers that are due by then go off afterwards. */
    void forward(String amount) {
        moment(caller().post("/forward", amount));
    }

    private static OffsetDateTime moment(Caller.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("Time did not move: " + answer.text());
        }
        return OffsetDateTime.parse(answer.text()).atZoneSameInstant(LONDON).toOffsetDateTime();
    }

    private Caller caller() {
        try {
            // Read each time: a restarted service has another port.
            return new Caller("http://127.0.0.1:" + Files.readString(portFile).strip(), null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
