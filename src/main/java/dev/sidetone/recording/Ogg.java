package dev.sidetone.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketReader;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/** Opus packets in an Ogg file as RFC 7845 wants it: mono, times in samples at 48 kHz. */
final class Ogg {

    /** Samples per second, whatever the encoder was given. */
    static final int RATE = 48_000;

    static final int PACKET = RATE / 1_000 * Opus.PACKET_MS;

    /** The same for all: parts of the same sound, asked for one by one, must be of one file. */
    private static final int SERIAL = 1;

    private static final int HEADERS = 2;
    private static final int PACKETS_IN_PAGE = 50;

    private Ogg() {}

    /**
     * What a file holds.
     *
     * @param skip samples at the beginning that are not played
     * @param length samples that are played after them
     */
    record Stream(List<byte[]> packets, int skip, long length) {

        Stream {
            packets = List.copyOf(packets);
        }

        long millis() {
            return length * 1_000 / RATE;
        }
    }

    static byte[] write(Stream stream) {
        var bytes = new ByteArrayOutputStream();
        try (OggFile file = new OggFile(bytes);
                OggPacketWriter writer = file.getPacketWriter(SERIAL)) {
            headers(writer, stream.skip());
            long end = stream.skip() + stream.length();
            for (int i = 0; i < stream.packets().size(); i++) {
                boolean last = i == stream.packets().size() - 1;
                writer.bufferPacket(new OggPacket(stream.packets().get(i)));
                // a last page that ends before its packets do cuts them off
                writer.setGranulePosition(last ? end : (i + 1L) * PACKET);
                if ((i + 1) % PACKETS_IN_PAGE == 0 && !last) {
                    writer.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void headers(OggPacketWriter writer, int skip) throws IOException {
        var info = new OpusInfo();
        info.setNumChannels(1);
        info.setSampleRate(RATE);
        info.setPreSkip(skip);
        writer.bufferPacket(info.write());
        writer.setGranulePosition(0);
        writer.flush();
        writer.bufferPacket(new OpusTags().write());
        writer.setGranulePosition(0);
        writer.flush();
    }

    static Stream read(byte[] file) {
        try {
            var reader = new OggPacketReader(new ByteArrayInputStream(file));
            var packets = new ArrayList<byte[]>();
            int skip = 0;
            long end = 0;
            int number = 0;
            for (OggPacket p = reader.getNextPacket(); p != null; p = reader.getNextPacket()) {
                if (number == 0) {
                    skip = new OpusInfo(p).getPreSkip();
                }
                if (number++ >= HEADERS) {
                    packets.add(p.getData());
                    end = p.getGranulePosition();
                }
            }
            if (packets.isEmpty()) {
                throw new IOException("no sound");
            }
            return new Stream(packets, skip, end - skip);
        } catch (IOException | RuntimeException e) {
            throw new RecordingException(
                    "The sound is damaged: its file is no Ogg with Opus. Restore a backup.", e);
        }
    }
}
