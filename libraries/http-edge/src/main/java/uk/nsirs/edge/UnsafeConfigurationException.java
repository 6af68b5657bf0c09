package uk.nsirs.edge;

import java.util.List;

/** The configuration must not be started with. Says every fault, one line each, and never a secret. */
public final class UnsafeConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeConfigurationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
