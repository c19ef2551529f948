package dev.sidetone.config;

import java.util.List;

/** The configuration cannot be used. The message has one line for each fault, for a person. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    ConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    ConfigException(String fault) {
        this(List.of(fault));
    }

    /** The faults, one line each. */
    public List<String> faults() {
        return faults;
    }
}
