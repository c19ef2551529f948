package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.export.Import;
import dev.sidetone.export.ImportException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subtitles of others, and our own. */
class SubtitleImportTest {

    @TempDir private Path folder;
    private SqlTranscriptStore store;

    @BeforeEach
    void open() {
        store = Stores.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Import.Taken take(String name, String file) throws IOException {
        return new Import(store)
                .read(new StringReader(file), Import.Source.of(name, NOON))
                .getFirst();
    }

    @Test
    void webVttIsReadWithItsVoices() throws Exception {
        Import.Taken taken =
                take(
                        "talk.vtt",
                        """
                        ﻿WEBVTT - Planning the week
                        Kind: captions

                        STYLE
                        ::cue { color: red }

                        NOTE written by hand

                        intro
                        00:01.000 --> 00:02.500 align:start
                        <v.loud You>Where is <i>it</i>, &amp; why?</v>

                        01:00:00.000 --> 01:00:01.000
                        <v Sidetone>In Main.</v><v Maria Lopez>Thank you,
                        all.</v>

                        00:03.000 --> 00:04.000
                        No one in particular
                        """);

        assertThat(store.items(taken.conversation()))
                .extracting(Item::itemId, Item::role, Item::startMs, Item::endMs, Item::text)
                .containsExactly(
                        tuple("intro", Item.Role.USER, 1000L, 2500L, "Where is it, & why?"),
                        tuple("cue-4", Item.Role.USER, 3000L, 4000L, "No one in particular"),
                        tuple("cue-2", Item.Role.ASSISTANT, 3_600_000L, 3_601_000L, "In Main."),
                        tuple(
                                "cue-3",
                                Item.Role.USER,
                                3_600_000L,
                                3_601_000L,
                                "Maria Lopez: Thank you,\nall."));
        var conversation = store.find(taken.conversation()).orElseThrow();
        assertThat(conversation.title()).isEqualTo("Planning the week");
        assertThat(conversation.createdAt()).isEqualTo(NOON);
        assertThat(taken.skipped().records()).containsEntry("STYLE", 1L).containsEntry("NOTE", 1L);
    }

    @Test
    void subRipIsRead() throws Exception {
        Import.Taken taken =
                take(
                        "A meeting.srt",
                        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hello</i> {\\an8}there\r\n\r\n"
                                + "00:00:03,000 --> 00:00:04,000 X1:0\r\nSidetone: Hi\r\nyou\r\n");

        assertThat(taken.title()).isEqualTo("A meeting");
        assertThat(store.items(taken.conversation()))
                .extracting(Item::role, Item::text)
                .containsExactly(
                        tuple(Item.Role.USER, "Hello there"),
                        tuple(Item.Role.ASSISTANT, "Hi\nyou"));
    }

    @Test
    void theSameFileIsTheSameConversationUnderAnyName() throws Exception {
        String file = "1\n00:00:01,000 --> 00:00:02,000\nHello\n";
        Import.Taken first = take("a.srt", file);

        Import.Taken again = take("b.srt", file + "\n");

        assertThat(first.added()).isEqualTo(1);
        assertThat(again.conversation()).isEqualTo(first.conversation());
        assertThat(again.added()).isZero();
        assertThat(store.find(first.conversation()).orElseThrow().title()).isEqualTo("a");
        assertThat(take("a.srt", file.replace("Hello", "Hallo")).conversation())
                .isNotEqualTo(first.conversation());
    }

    /** What our own subtitles say comes back: who, when and what. */
    @ParameterizedTest
    @CsvSource({"VTT", "SRT"})
    void ourOwnSubtitlesComeBack(Export format) throws Exception {
        ConversationId id = store.create("sidetone", Path.of("/src")).id();
        store.append(NewItem.speech(id, "q", Item.Role.USER, "Is 1 < 2 & 3?", NOON, 0, 900));
        store.append(
                NewItem.speech(
                        id, "a", Item.Role.ASSISTANT, "Yes.", NOON.plusMillis(1500), 1500, 2000));
        String file = format.text(store.find(id).orElseThrow(), store.items(id));

        Import.Taken taken = take("x", file);

        assertThat(store.items(taken.conversation()))
                .extracting(Item::role, Item::startedAt, Item::startMs, Item::endMs, Item::text)
                .isEqualTo(
                        store.items(id).stream()
                                .map(i ->
                                        tuple(
                                                i.role(),
                                                i.startedAt(),
                                                i.startMs(),
                                                i.endMs(),
                                                i.text()))
                                .toList());
        assertThat(List.of(taken.items(), taken.added())).containsExactly(2L, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEBVTT | Line 1: the file has no cue",
                "WEBVTT~~id~here | Line 4: here stand the times of a cue",
                "1~00:00:01,000 --> soon | Line 2: `soon` is no time",
                "1~00:00:61,000 --> 00:01:62,000 | Line 2: `00:00:61,000` is no time",
                "1~00:00:02,000 --> 00:00:01,000~x | Line 2: the cue ends before it begins",
                "00:00:02,000 --> 9999:00:01,000~x | Line 1: `9999:00:01,000` is no time",
            })
    void aMistakeIsNamedWithItsLine(String file, String words) {
        assertThatThrownBy(() -> take("x", file.replace('~', '\n')))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(words);
    }
}
