package uk.nsirs.events;

/** On how many copies of the gene a variant was found. */
public enum Zygosity {
    HETEROZYGOUS,
    HOMOZYGOUS,
    /** Two different variants, one on each copy. */
    COMPOUND_HETEROZYGOUS,
    HEMIZYGOUS,
    NOT_KNOWN
}
