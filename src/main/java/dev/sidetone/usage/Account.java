package dev.sidetone.usage;

import dev.sidetone.conversation.ConversationId;

/**
 * To what a call's usage is booked.
 *
 * @param user who talks; empty when nobody says so
 * @param provider its name, for people
 * @param tariff which prices hold for it
 * @param agent the coding agent behind the voice; empty when there is none
 */
public record Account(
        ConversationId conversation,
        String call,
        String workspace,
        String user,
        String provider,
        Tariff tariff,
        String agent) {}
