package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.access.AccessException;
import dev.sidetone.access.Asking;
import dev.sidetone.access.CurrentAsking;
import dev.sidetone.access.DeniedException;
import dev.sidetone.access.Guard;
import dev.sidetone.appserver.Rpc.Request;
import dev.sidetone.appserver.RpcMeters.Outcome;
import dev.sidetone.auth.Reader;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.telemetry.Quiet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    private final Rights rights;

    /** Who asks by a method, and for what; throws when they may not. */
    @FunctionalInterface
    private interface Rights {
        Asking of(Reader reader, String method);
    }

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
            UsageMethods usage,
            Metrics metrics,
            RequestIds ids,
            Guard guard) {
        this(
                Stream.of(
                                handshake.methods(),
                                threads.methods(),
                                care.methods(),
                                turns.methods(),
                                realtime.methods(),
                                settings.methods(),
                                records.methods(),
                                ours.methods(),
                                usage.methods())
                        .flatMap(Stream::of)
                        .toList(),
                metrics,
                ids,
                guard::of);
    }

    Methods(List<Method> all) {
        this(all, Metrics.none(), RequestIds.none(), (_, _) -> Asking.everything());
    }

    private Methods(List<Method> all, Metrics metrics, RequestIds ids, Rights rights) {
        this.ids = ids;
        this.rights = rights;
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

    /** A request had nothing left to do. */
    void done(Request request) {
        went(request, Outcome.OK);
    }

    /**
     * @param unwanted a later request has cancelled this one
     */
    JsonNode call(Client client, Request request, BooleanSupplier unwanted)
            throws RpcException, InterruptedException {
        ids.enter(request);
        try {
            JsonNode result =
                    carryOut(client, request, (m, p) -> m.handler().handle(client, p, unwanted));
            went(request, Outcome.OK);
            return result;
        } catch (RpcException e) {
            went(request, Outcome.REFUSED);
            throw e;
        } catch (RuntimeException | Error e) {
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

    /** What a request may do before its turn; true: nothing is left to do then. */
    boolean ahead(Client client, Request request) throws InterruptedException {
        ids.enter(request);
        try {
            return carryOut(
                    client,
                    request,
                    (m, p) -> m.ahead().isPresent() && m.ahead().get().handle(client, p));
        } catch (RpcException | RuntimeException e) {
            LOG.debugf("%s: %s", request.method(), Quiet.of(e));
            return false; // told when its turn comes
        } finally {
            ids.leave();
        }
    }

    private interface Part<T> {
        T of(Method method, Params params) throws RpcException, InterruptedException;
    }

    private <T> T carryOut(Client client, Request request, Part<T> part)
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
        if (client.expired()) {
            throw RpcException.invalid("expired websocket jwt");
        }
        return permitted(method, client, params(request), part);
    }

    private <T> T permitted(Method method, Client client, Params params, Part<T> part)
            throws RpcException, InterruptedException {
        try {
            Asking asking = rights.of(client.reader(), method.name());
            return CurrentAsking.during(asking, () -> part.of(method, params));
        } catch (DeniedException e) {
            throw RpcException.invalid(String.valueOf(e.getMessage()));
        } catch (AccessException e) {
            throw RpcException.internal(String.valueOf(e.getMessage()));
        } catch (RpcException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("methods throw nothing else", e);
        }
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
