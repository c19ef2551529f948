package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guard;
import dev.sidetone.config.Scope;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.Tokens;
import dev.sidetone.usage.UsageException;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code sidetone/usage}: what calls used and cost. */
@ApplicationScoped
class UsageMethods {

    private static final List<String> KINDS =
            Arrays.stream(By.values()).map(by -> by.name().toLowerCase(Locale.ROOT)).toList();

    private final UsageLedger ledger;
    private final Threads threads;
    private final Guard guard;

    @Inject
    UsageMethods(UsageLedger ledger, Threads threads, Guard guard) {
        this.ledger = ledger;
        this.threads = threads;
        this.guard = guard;
    }

    Method[] methods() {
        return new Method[] {Method.stable("sidetone/usage", this::usage)};
    }

    private JsonNode usage(Client client, Params params) throws RpcException {
        By by =
                params.optionalChoice("by", KINDS)
                        .map(name -> By.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(By.DAY);
        UsageQuery query =
                new UsageQuery(day(params, "from"), day(params, "to"), by)
                        .within(guard.need(Scope.VIEW).confined());
        if (params.has("threadId")) {
            String thread = threads.existing(params.thread()).id().value();
            query = query.only(By.CONVERSATION, thread);
        }
        ObjectNode result = Rpc.object().put("by", by.name().toLowerCase(Locale.ROOT));
        ArrayNode sums = result.putArray("sums");
        for (UsageSum sum : sums(query)) {
            put(sums.addObject(), sum);
        }
        return result;
    }

    private static Optional<LocalDate> day(Params params, String name) throws RpcException {
        Optional<String> text = params.optionalText(name);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException _) {
            throw RpcException.undecodable("`%s` is a day, 2026-11-22 for example".formatted(name))
                    .at(name);
        }
    }

    private List<UsageSum> sums(UsageQuery query) throws RpcException {
        try {
            return ledger.sums(query);
        } catch (UsageException e) {
            throw RpcException.internal(String.valueOf(e.getMessage()));
        }
    }

    private static void put(ObjectNode to, UsageSum sum) {
        to.put("key", sum.key()).put("responses", sum.responses());
        tokens(to.putObject("tokens"), sum.tokens());
        to.put("seconds", BigDecimal.valueOf(sum.millis(), 3));
        to.put("costUsd", sum.cost().dollars()).put("withoutPrice", sum.unpriced());
        to.put("parkedSeconds", BigDecimal.valueOf(sum.parked().millis(), 3));
        to.put("savedUsd", sum.parked().saved().map(Money::dollars).orElse(null));
    }

    private static void tokens(ObjectNode to, Tokens used) {
        in(to, "", used.in());
        in(to, "cached", used.cached());
        to.put("textOut", used.out().text()).put("audioOut", used.out().audio());
        to.put("otherOut", used.out().other()).put("total", used.total());
    }

    private static void in(ObjectNode to, String which, Tokens.In in) {
        to.put(which.isEmpty() ? "textIn" : which + "TextIn", in.text());
        to.put(which.isEmpty() ? "audioIn" : which + "AudioIn", in.audio());
        to.put(which.isEmpty() ? "imageIn" : which + "ImageIn", in.image());
        to.put(which.isEmpty() ? "otherIn" : which + "OtherIn", in.other());
    }
}
