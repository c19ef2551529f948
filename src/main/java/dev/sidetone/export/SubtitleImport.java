package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Title;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Reads plain SubRip and WebVTT. Such files name no conversation, so its id is made of the cues:
 * the same file is the same conversation, under any name.
 */
final class SubtitleImport {

    private final TranscriptStore store;
    private final Import.Source source;

    SubtitleImport(TranscriptStore store, Import.Source source) {
        this.store = store;
        this.source = source;
    }

    Import.Taken read(LineSource lines, boolean vtt) throws IOException {
        var file = new SubtitleFile(lines, vtt);
        List<SubtitleFile.Cue> cues = file.cues();
        String title = Title.from(file.title().isBlank() ? source.name() : file.title());
        Conversation conversation =
                new Conversation(
                        id(cues),
                        title,
                        Import.ELSEWHERE,
                        "",
                        source.startedAt(),
                        source.startedAt(),
                        0);
        var intake = new Intake(store, conversation);
        Set<String> ids = new HashSet<>();
        for (SubtitleFile.Cue cue : cues) {
            for (VoiceText.Part part : VoiceText.parts(cue.text(), vtt)) {
                long number = intake.items() + 1;
                boolean own = !cue.id().isBlank() && ids.add(cue.id());
                String id = own ? cue.id() : unused("cue-" + number, ids);
                intake.add(item(conversation.id(), id, part, cue).at(number));
            }
        }
        return intake.finish(file.skips());
    }

    private static String unused(String id, Set<String> ids) {
        String free = id;
        while (!ids.add(free)) {
            free += "'";
        }
        return free;
    }

    private NewItem item(
            ConversationId conversation, String id, VoiceText.Part part, SubtitleFile.Cue cue) {
        return NewItem.speech(
                conversation,
                id,
                part.role(),
                part.text(),
                source.startedAt().plusMillis(cue.startMs()),
                cue.startMs(),
                cue.endMs());
    }

    /** A UUID of version 8 (RFC 9562): its bits are the beginning of a hash of the cues. */
    private static ConversationId id(List<SubtitleFile.Cue> cues) {
        MessageDigest hash = sha256();
        for (SubtitleFile.Cue cue : cues) {
            hash.update(ByteBuffer.allocate(16).putLong(cue.startMs()).putLong(cue.endMs()).flip());
            hash.update(cue.text().getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
        }
        ByteBuffer bits = ByteBuffer.wrap(hash.digest());
        long high = bits.getLong() & ~0xf000L | 0x8000L;
        long low = bits.getLong() >>> 2 | 0x8000000000000000L;
        return new ConversationId(new UUID(high, low).toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
