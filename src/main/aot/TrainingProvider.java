import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A realtime provider as far as the training needs one: it answers offers, and in its sidebands it
 * speaks, asks the agent, and sends words in pieces. Plain HTTP/1.1 and WebSocket of this JDK, so
 * that the build needs nothing else; messages of up to 64 KB.
 */
final class TrainingProvider implements AutoCloseable {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int PIECES = 300;
    private static final String ANSWER =
            """
            v=0\r
            o=- 1 2 IN IP4 127.0.0.1\r
            s=-\r
            t=0 0\r
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r
            c=IN IP4 127.0.0.1\r
            a=mid:0\r
            """;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private int calls;

    TrainingProvider() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String key = header(head, "Sec-WebSocket-Key");
                if (!key.isEmpty()) {
                    new Sideband(in, out).open(key);
                    return;
                }
                request(in, out, head);
            }
        } catch (IOException | GeneralSecurityException _) {
            // the other end hung up, as it may
        }
    }

    private void request(DataInputStream in, OutputStream out, String head) throws IOException {
        String length = header(head, "Content-Length");
        if (!length.isEmpty()) {
            in.skipNBytes(Long.parseLong(length));
        } else if (header(head, "Transfer-Encoding").contains("chunked")) {
            skipChunks(in);
        }
        boolean offer = head.startsWith("POST") && head.lines().findFirst().orElse("").contains("/calls ");
        answer(out, offer ? "201 Created\r\nLocation: /v1/realtime/calls/rtc_t" + nextCall() : "200 OK", offer ? ANSWER : "");
    }

    private synchronized int nextCall() {
        return ++calls;
    }

    private static void answer(OutputStream out, String status, String body) throws IOException {
        out.write(
                ("HTTP/1.1 %s\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(status, body.length(), body))
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void skipChunks(DataInputStream in) throws IOException {
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2);
        }
        line(in);
    }

    private static String head(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static String header(String head, String name) {
        Matcher found = Pattern.compile("(?im)^" + name + ":\\s*(.*)$").matcher(head);
        return found.find() ? found.group(1) : "";
    }

    /** One sideband: what it is asked it answers in the order of OpenAI's events. */
    private static final class Sideband {

        private final DataInputStream in;
        private final OutputStream out;
        private int items;

        private Sideband(DataInputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        private void open(String key) throws IOException, GeneralSecurityException {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            out.write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(hash)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            say("""
                {"type":"session.created","event_id":"e","session":{"id":"sess_t","object":"realtime.session","type":"realtime"}}""");
            out.flush();
            for (String event = read(); !event.isEmpty(); event = read()) {
                take(event);
                out.flush();
            }
        }

        private void take(String event) throws IOException {
            if (event.contains("\"session.update\"")) {
                say("""
                    {"type":"session.updated","event_id":"e","session":{"id":"sess_t","object":"realtime.session","type":"realtime"}}""");
                hear();
            } else if (event.contains("\"response.create\"")) {
                respond();
            }
        }

        /** The user speaks, in pieces as recognisers give them, and the model hands the question over. */
        private void hear() throws IOException {
            String item = "item_" + ++items;
            say("""
                {"type":"input_audio_buffer.speech_started","event_id":"e","audio_start_ms":10,"item_id":"%s"}"""
                    .formatted(item));
            for (int i = 0; i < PIECES; i++) {
                say("""
                    {"type":"conversation.item.input_audio_transcription.delta","event_id":"e","item_id":"%s","content_index":0,"delta":"what "}"""
                        .formatted(item));
            }
            say("""
                {"type":"input_audio_buffer.speech_stopped","event_id":"e","audio_end_ms":900,"item_id":"%s"}""".formatted(item));
            say("""
                {"type":"conversation.item.input_audio_transcription.completed","event_id":"e","item_id":"%s","content_index":0,"transcript":"What is this?"}"""
                    .formatted(item));
            String call = "item_" + ++items;
            begin();
            say("""
                {"type":"conversation.item.done","event_id":"e","item":{"id":"%s","type":"function_call","status":"completed","call_id":"call_%s","name":"background_agent","arguments":"{\\"prompt\\":\\"What does this project do?\\"}"}}"""
                    .formatted(call, call));
            end();
        }

        private void respond() throws IOException {
            String item = "item_" + ++items;
            begin();
            say("""
                {"type":"conversation.item.added","event_id":"e","previous_item_id":null,"item":{"id":"%s","type":"message","role":"assistant","status":"in_progress","content":[]}}"""
                    .formatted(item));
            for (int i = 0; i < PIECES; i++) {
                say("""
                    {"type":"response.output_audio_transcript.delta","event_id":"e","response_id":"resp_t","item_id":"%s","output_index":0,"content_index":0,"delta":"words "}"""
                        .formatted(item));
            }
            say("""
                {"type":"response.output_audio_transcript.done","event_id":"e","response_id":"resp_t","item_id":"%s","output_index":0,"content_index":0,"transcript":"Words."}"""
                    .formatted(item));
            end();
        }

        private void begin() throws IOException {
            say("""
                {"type":"response.created","event_id":"e","response":{"id":"resp_t","object":"realtime.response","status":"in_progress"}}""");
        }

        private void end() throws IOException {
            say("""
                {"type":"response.done","event_id":"e","response":{"id":"resp_t","object":"realtime.response","status":"completed","output":[],"usage":{"total_tokens":30,"input_tokens":20,"output_tokens":10}}}""");
        }

        private void say(String event) throws IOException {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            out.write(0x81);
            if (bytes.length < 126) {
                out.write(bytes.length);
            } else {
                out.write(126);
                out.write(bytes.length >> 8);
                out.write(bytes.length);
            }
            out.write(bytes);
        }

        /** The next message; empty at the end. Pongs and the like are passed over. */
        private String read() throws IOException {
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = in.readUnsignedByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = Math.toIntExact(in.readLong());
                }
                byte[] mask = in.readNBytes(4);
                byte[] bytes = in.readNBytes(length);
                for (int i = 0; i < length; i++) {
                    bytes[i] ^= mask[i % 4];
                }
                switch (first & 0xf) {
                    case 1 -> {
                        return new String(bytes, StandardCharsets.UTF_8);
                    }
                    case 9 -> pong(bytes);
                    case 8 -> {
                        return "";
                    }
                    default -> {}
                }
            }
            return "";
        }

        private void pong(byte[] bytes) throws IOException {
            out.write(0x8a);
            out.write(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }
}
