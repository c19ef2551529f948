package dev.sidetone.people;

import dev.sidetone.export.Export;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Writes what one person said as JSON Lines, conversation by conversation. */
public final class PersonExport {

    private final Sayings sayings;

    /** Of what is found by these. */
    public PersonExport(Sayings sayings) {
        this.sayings = sayings;
    }

    /**
     * Writes it; closes nothing.
     *
     * @param before told of each conversation before it is written
     * @throws IOException when it cannot be written, or not be known whose conversations are
     */
    public void write(String person, Consumer<Said> before, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            sayings.each(
                    person,
                    (Said said) -> {
                        before.accept(said);
                        Export.JSONL.write(said.conversation(), said.items().iterator(), text);
                    });
        } catch (SQLException e) {
            throw new IOException("it cannot be known whose conversations are", e);
        }
        text.flush();
    }
}
