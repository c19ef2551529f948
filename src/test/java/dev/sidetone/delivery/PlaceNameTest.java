package dev.sidetone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.export.Export;
import java.nio.file.Path;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlaceNameTest {

    private static final ConversationId ID =
            new ConversationId("0198c0de-0000-7000-8000-000000000000");

    private static Conversation about(String title, String workspace) {
        Instant at = Instant.parse("2026-05-01T12:34:56Z");
        return new Conversation(ID, title, workspace, "/secret", at, at, 1);
    }

    @Example
    void placeholdersAreFilledIn() {
        assertThat(
                        PlaceName.of(
                                "{workspace}/{date}-{time}-{title}-{id}.{ext}",
                                about("Where is “it”? $1 \\", "My Shop"),
                                Export.MARKDOWN))
                .isEqualTo(
                        "my-shop/2026-05-01-123456-where-is-it-1-0198c0de-0000-7000-8000-000000000000.md");
        assertThat(PlaceName.of("{title}.{ext}", about("…", ""), Export.VTT))
                .isEqualTo("untitled.vtt");
    }

    /** Whatever a conversation is called, its file lies in the folder that the template names. */
    @Property
    void noTitleLeadsElsewhere(@ForAll String title, @ForAll String workspace) {
        String name =
                PlaceName.of("a/{workspace}/{title}.{ext}", about(title, workspace), Export.JSON);

        Path path = Path.of("/root").resolve(name);
        assertThat(path.normalize()).isEqualTo(path);
        assertThat(path.getNameCount()).isEqualTo(4);
        assertThat(name).matches("a/[a-z0-9-]{1,60}/[a-z0-9-]{1,60}\\.json");
    }
}
