package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.NewItem;
import dev.sidetone.session.Given.Talk;
import org.junit.jupiter.api.Test;

/** Which client words came in by is kept with them. */
class ClientNameTest {

    private static NewItem said(CallOptions options) {
        CallSpec spec =
                Given.spec(new Transport.Socket(), Modality.AUDIO, CallPolicy.USUAL, options);
        Talk talk = new Talk(new CallMachine(spec)).hears(Given.heard("u1", "where is it"));
        return Given.written(talk.all).stream()
                .filter(item -> item.itemId().equals("u1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheUserSaidHasTheNameOfTheClient() {
        NewItem named = said(CallOptions.USUAL.withStarter(new Starter("Phone", "")));

        assertThat(named.details().device()).contains("Phone");
        assertThat(named.callId()).isNotNull();
    }

    @Test
    void aClientWithoutANameLeavesNone() {
        assertThat(said(CallOptions.USUAL).details().device()).isEmpty();
    }
}
