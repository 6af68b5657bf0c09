package uk.nsirs.events;

/**
 * One thing wrong with (or unusual about) what was sent, worded for the person who sent it.
 *
 * @param pointer RFC 6901 JSON Pointer of the place; empty for the document as a whole
 * @param code stable, upper case with underscores, for programs
 * @param detail one sentence for people; never repeats a patient's identifiers
 */
public record Fault(String pointer, String code, String detail) {}
