package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.appserver.Rpc.Request;
import dev.sidetone.appserver.RpcMeters.Outcome;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.telemetry.Quiet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All methods by name, and what holds for every request: the handshake and the gate. */
@ApplicationScoped
class Methods {

    private static final String INITIALIZE = "initialize";

    private static final Logger LOG = Logger.getLogger(Methods.class);

    private final Map<String, Method> byName;
    private final RpcMeters meters;
    private final RequestIds ids;

    @Inject
    Methods(
            Handshake handshake,
            ThreadMethods threads,
            ThreadCare care,
            TurnMethods turns,
            RealtimeMethods realtime,
            SettingsMethods settings,
            RecordMethods records,
            SidetoneMethods ours,
            Metrics metrics,
            RequestIds ids) {
        this(
                Stream.of(
                                handshake.methods(),
                                threads.methods(),
                                care.methods(),
                                turns.methods(),
                                realtime.methods(),
                                settings.methods(),
                                records.methods(),
                                ours.methods())
                        .flatMap(Stream::of)
                        .toList(),
                metrics,
                ids);
    }

    Methods(List<Method> all) {
        this(all, Metrics.none(), RequestIds.none());
    }

    Methods(List<Method> all, Metrics metrics, RequestIds ids) {
        this.ids = ids;
        this.byName =
                all.stream()
                        .collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));
        this.meters = new RpcMeters(metrics, byName.keySet());
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A request was turned away because too many wait. */
    void overloaded(Request request) {
        went(request, Outcome.OVERLOADED);
    }

    JsonNode call(Client client, Request request) throws RpcException, InterruptedException {
        ids.enter(request);
        try {
            JsonNode result = carryOut(client, request);
            went(request, Outcome.OK);
            return result;
        } catch (RpcException e) {
            went(request, Outcome.REFUSED);
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(Quiet.of(e), "method %s broke", request.method());
            went(request, Outcome.FAILED);
            throw e;
        } finally {
            ids.leave();
        }
    }

    private void went(Request request, Outcome outcome) {
        meters.count(request.method(), outcome);
        LOG.debugf("%s: %s", find(request.method()).map(Method::name).orElse("other"), outcome);
    }

    private JsonNode carryOut(Client client, Request request)
            throws RpcException, InterruptedException {
        Method method =
                find(request.method())
                        .orElseThrow(() -> Params.unknownVariant(request.method(), names()));
        if (!method.name().equals(INITIALIZE) && client.capabilities().isEmpty()) {
            throw RpcException.invalid("Not initialized");
        }
        if (method.experimental() && !client.experimental()) {
            throw RpcException.invalid(method.name() + " requires experimentalApi capability");
        }
        return method.handler().handle(client, params(request));
    }

    /** All that can be asked, in alphabetical order. */
    List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    /** A method that needs no parameters can be asked without any. */
    private static Params params(Request request) throws RpcException {
        JsonNode params = request.params();
        if (params.isMissingNode() || params.isNull()) {
            return new Params(Rpc.object());
        }
        if (!params.isObject()) {
            throw RpcException.undecodable(
                    "invalid type: %s, expected struct %s"
                            .formatted(Unexpected.of(params), structure(request.method())));
        }
        return new Params(params);
    }

    /** {@code thread/realtime/start} has {@code ThreadRealtimeStartParams}. */
    private static String structure(String method) {
        StringBuilder name = new StringBuilder();
        for (String part : method.split("/")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name + "Params";
    }
}
