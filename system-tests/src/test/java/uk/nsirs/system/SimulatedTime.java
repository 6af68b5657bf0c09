package uk.nsirs.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Triage's time, which runs ahead of everybody else's by as much as the tests have said. */
final class SimulatedTime {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Supplier<String> address;

    private SimulatedTime(Supplier<String> address) {
        this.address = address;
    }

    /**
     * The time of a system that {@code ./run} started.
     *
     * @param state its directory; triage writes there which port tells and moves time
     */
    static SimulatedTime in(Path state) {
        return new SimulatedTime(() -> {
            try {
                return "http://127.0.0.1:"
                        + Files.readString(state.resolve("simulated-time.port")).strip();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    /** The time of the system in containers. */
    static SimulatedTime of(Compose compose) {
        return new SimulatedTime(compose::timeAddress);
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
        // Asked for each time: a restarted service has another one.
        return new Caller(address.get(), null);
    }
}
