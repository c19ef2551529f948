package dev.sidetone.workspace;

import java.util.Optional;

/**
 * A place that names an identifier.
 *
 * @param text the line
 * @param call whether an argument list follows the name
 * @param within the function or type around it
 */
public record Reference(String path, int line, String text, boolean call, Optional<Symbol> within) {

    /** {@code path:line}. */
    public String place() {
        return path + ":" + line;
    }
}
