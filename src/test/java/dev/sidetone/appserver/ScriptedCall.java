package dev.sidetone.appserver;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.provider.TestUpstream;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A call over WebSocket at a provider that the test plays: a spoken question that is handed to the
 * agent and answered aloud, a typed one, and an error of the provider. {@code word} is in
 * everything that is said.
 */
final class ScriptedCall implements AutoCloseable {

    private final RunningConfiguration running;
    private final RpcClient client;
    private final String word;
    private final TestUpstream upstream = new TestUpstream();
    private String thread = "";

    /**
     * @param name of the provider, as a configuration may choose it
     */
    ScriptedCall(RunningConfiguration running, RpcClient client, String name, String word)
            throws IOException {
        this.running = running;
        this.client = client;
        this.word = word;
        running.apply(
                """
                model_provider = "%1$s"
                [model_providers.%1$s]
                name = "%1$s"
                base_url = "%2$s"
                request_max_retries = 0
                """
                        .formatted(name, upstream.base()),
                "test");
    }

    void start() {
        thread = RpcTest.startThread(client);
        ObjectNode start = RpcClient.object().put("threadId", thread);
        client.result("thread/realtime/start", start.put("outputModality", "audio"));
        client.told("thread/realtime/started");
        client.told("sidetone/realtime/state", p -> p.path("state").asText().equals("listening"));
    }

    String thread() {
        return thread;
    }

    void spokenQuestion() {
        says("input_audio_buffer.speech_started", "\"audio_start_ms\":0,\"item_id\":\"u1\"");
        says("input_audio_buffer.speech_stopped", "\"audio_end_ms\":900,\"item_id\":\"u1\"");
        says(
                "conversation.item.input_audio_transcription.completed",
                "\"item_id\":\"u1\",\"content_index\":0,\"transcript\":\"Say %s\"".formatted(word));
        says("response.created", response("r1", "in_progress", ""));
        says(
                "conversation.item.done",
                "\"item\":{\"type\":\"function_call\",\"id\":\"f1\",\"call_id\":\"c1\",\"name\":\"background_agent\",\"arguments\":\"{\\\"prompt\\\":\\\"%s\\\"}\"}"
                        .formatted(word));
        says("response.done", response("r1", "completed", usage(10, 20, 5, 0)));
        await().until(() -> sent("function_call_output"));
        await().until(() -> sent("response.create"));
    }

    void spokenAnswer() {
        says("response.created", response("r2", "in_progress", ""));
        says(
                "response.output_audio.delta",
                "\"response_id\":\"r2\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"AAAA\"");
        says(
                "response.output_audio_transcript.done",
                "\"response_id\":\"r2\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"transcript\":\"You said %s\""
                        .formatted(word));
        says("response.done", response("r2", "completed", usage(30, 0, 6, 40)));
        client.told("sidetone/realtime/latency");
    }

    void typedQuestion() {
        client.result("thread/realtime/appendText", CallTest.text(thread, "Type " + word));
        await().until(() -> sent("Type " + word));
    }

    void providersError() {
        upstream.says(
                "{\"type\":\"error\",\"event_id\":\"e\",\"error\":{\"type\":\"server_error\",\"code\":\"busy\",\"message\":\"No %s today\"}}"
                        .formatted(word));
        client.told("thread/realtime/error", p -> p.path("message").asText().contains(word));
    }

    void stop() {
        client.result("thread/realtime/stop", RpcClient.object().put("threadId", thread));
        client.told("thread/realtime/closed");
    }

    void brokenTurn(String text) {
        client.result("turn/start", RpcTest.turn(thread, text));
        client.told("turn/completed", p -> p.at("/turn/status").asText().equals("failed"));
    }

    private boolean sent(String part) {
        return upstream.frames.stream().anyMatch(frame -> frame.contains(part));
    }

    private void says(String type, String members) {
        upstream.says("{\"event_id\":\"e\",\"type\":\"%s\",%s}".formatted(type, members));
    }

    private static String response(String id, String status, String more) {
        return "\"response\":{\"object\":\"realtime.response\",\"id\":\"%s\",\"status\":\"%s\",\"output\":[]%s}"
                .formatted(id, status, more);
    }

    private static String usage(int textIn, int audioIn, int textOut, int audioOut) {
        return """
        ,"usage":{"total_tokens":%d,"input_tokens":%d,"output_tokens":%d,
        "input_token_details":{"text_tokens":%d,"audio_tokens":%d,"image_tokens":0,"cached_tokens":3},
        "output_token_details":{"text_tokens":%d,"audio_tokens":%d}}
        """
                .formatted(
                        textIn + audioIn + textOut + audioOut,
                        textIn + audioIn,
                        textOut + audioOut,
                        textIn,
                        audioIn,
                        textOut,
                        audioOut);
    }

    @Override
    public void close() throws IOException {
        upstream.close();
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }
}
