package uk.nsirs.edge;

/** What an account is for. Its authority in Spring Security is {@code ROLE_} and the name. */
public enum Role {
    /** A clinician or secretary of a referring trust; sees that trust's referrals only. */
    REFERRER,
    /** A laboratory's system. */
    LAB,
    /** A funder's system. */
    FUNDER,
    /** A booking system. */
    BOOKING,
    /** Reads metrics, nothing else. */
    MONITORING,
    /** Service administrator: watches the processes, decides nothing clinical. */
    ADMINISTRATOR,
    CLINICIAN,
    NURSE,
    DIETITIAN,
    /** Genetic counsellor. */
    COUNSELLOR;

    /** The name Spring Security knows it by. */
    public String authority() {
        return "ROLE_" + name();
    }
}
