package uk.nsirs.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which port belongs to whom; all move together.
 *
 * @param offset added to every port, from 0 to {@value #HIGHEST_OFFSET}
 */
public record PortPlan(int offset) {

    private static final int HIGHEST_OFFSET = 65_535 - 8_087;

    public PortPlan {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new CannotStart("--port-offset must be a number from 0 to " + HIGHEST_OFFSET + ".");
        }
    }

    public int intake() {
        return 8_080 + offset;
    }

    public int triage() {
        return 8_081 + offset;
    }

    public int notification() {
        return 8_082 + offset;
    }

    public int inbox() {
        return 8_083 + offset;
    }

    public int smtp() {
        return 8_084 + offset;
    }

    public int postgres() {
        return 8_085 + offset;
    }

    public int kafka() {
        return 8_086 + offset;
    }

    public int kafkaController() {
        return 8_087 + offset;
    }

    /** Every port with the name of its owner, in order. */
    Map<Integer, String> owners() {
        Map<Integer, String> owners = new LinkedHashMap<>();
        owners.put(intake(), "referral-intake");
        owners.put(triage(), "triage-engine");
        owners.put(notification(), "notification-service");
        owners.put(inbox(), "the inbox page");
        owners.put(smtp(), "the mail server");
        owners.put(postgres(), "PostgreSQL");
        owners.put(kafka(), "Kafka");
        owners.put(kafkaController(), "Kafka's controller");
        return owners;
    }
}
