package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All methods by name, and what holds for every request: the handshake and the gate. */
@ApplicationScoped
class Methods {

    private static final String INITIALIZE = "initialize";

    private final Map<String, Method> byName;

    @Inject
    Methods(
            Handshake handshake,
            ThreadMethods threads,
            TurnMethods turns,
            RealtimeMethods realtime,
            SidetoneMethods ours) {
        this(
                Stream.of(
                                handshake.methods(),
                                threads.methods(),
                                turns.methods(),
                                realtime.methods(),
                                ours.methods())
                        .flatMap(Stream::of)
                        .toList());
    }

    Methods(List<Method> all) {
        this.byName =
                all.stream()
                        .collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    JsonNode call(Client client, Rpc.Request request) throws RpcException, InterruptedException {
        Method method =
                find(request.method())
                        .orElseThrow(() ->
                                RpcException.invalid(
                                        "Invalid request: unknown method `%s`"
                                                .formatted(request.method())));
        if (!method.name().equals(INITIALIZE) && client.capabilities().isEmpty()) {
            throw RpcException.invalid("Not initialized");
        }
        if (method.experimental() && !client.experimental()) {
            throw RpcException.invalid(method.name() + " requires experimentalApi capability");
        }
        return method.handler().handle(client, new Params(request.params()));
    }
}
