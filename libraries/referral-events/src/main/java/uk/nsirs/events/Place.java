package uk.nsirs.events;

/**
 * A place in a document, where something can be found wrong or unusual.
 *
 * @param pointer RFC 6901 JSON Pointer
 */
record Place(String pointer, Findings findings) {

    private static final int LONGEST_NAME = 100;

    static Place root(Findings findings) {
        return new Place("", findings);
    }

    /**
     * The member of that name. A name that is absurdly long or holds what cannot be written safely is not repeated:
     * then the object that holds it is the place.
     */
    Place at(String name) {
        return name.length() > LONGEST_NAME || !Characters.allowedInLine(name)
                ? this
                : new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), findings);
    }

    Place at(int index) {
        return new Place(pointer + "/" + index, findings);
    }

    /** Reports a fault and returns null: the field has no value. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T fault(String code, String detail) {
        findings.fault(new Fault(pointer, code, detail));
        return null;
    }

    /** Reports something possible but unusual. */
    void flag(String code, String detail) {
        findings.flag(new Fault(pointer, code, detail));
    }
}
