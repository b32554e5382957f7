package dev.coldbrew.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Handler;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonHandlerTest {
    private final Context context = Context.builder().requestId("r").build();

    private String handle(Handler handler, String event) throws Exception {
        handler.warmUp();
        return new String(handler.handle(event.getBytes(StandardCharsets.UTF_8), context), StandardCharsets.UTF_8);
    }

    @Test
    void decodesRecordsListsMapsEnumsTimesAndSealedTypes() throws Exception {
        Handler handler = JsonHandler.of(Order.class, Order.class, (order, c) -> order);
        String event = """
                {"id":"o-1","items":[{"sku":"日本","quantity":2,"price":1.5}],"stock":{"a":1},\
                "payment":{"kind":"card","number":"4111"},"placed":"2026-11-23T16:42:22Z","colour":"GREEN","gift":true}""";
        assertThat(handle(handler, event)).isEqualTo(event);
    }

    @Test
    void sealedSubtypeAndContextReachTheHandler() throws Exception {
        Handler handler = JsonHandler.of(Order.class, String.class, (order, c) -> switch (order.payment()) {
            case Order.Payment.Card card -> c.requestId() + card.number();
            case Order.Payment.Transfer transfer -> c.requestId() + transfer.iban();
        });
        assertThat(handle(handler, "{\"payment\":{\"kind\":\"transfer\",\"iban\":\"DE1\"}}"))
                .isEqualTo("\"rDE1\"");
    }

    @Test
    void unknownFieldsAreIgnoredAndMissingOnesAreNullOrZero() throws Exception {
        Handler handler = JsonHandler.of(
                Order.class, String.class, (order, c) -> order.id() + order.items() + order.gift() + order.colour());
        assertThat(handle(handler, "{\"extra\":{\"deep\":[1,{}]},\"id\":\"x\",\"more\":null}"))
                .isEqualTo("\"xnullfalsenull\"");
    }

    @Test
    void genericTypes() throws Exception {
        Jsonb jsonb = Jsonb.instance();
        Handler lists = JsonHandler.of(
                jsonb,
                jsonb.type(Order.Item.class).list(),
                jsonb.type(Integer.class),
                (List<Order.Item> items, Context c) ->
                        items.stream().mapToInt(Order.Item::quantity).sum());
        assertThat(handle(lists, "[{\"quantity\":2},{\"quantity\":3}]")).isEqualTo("5");

        Handler pages = JsonHandler.of(
                jsonb,
                jsonb.<Order.Page<Order.Item>>type(Types.newParameterizedType(Order.Page.class, Order.Item.class)),
                jsonb.type(String.class),
                (page, c) -> page.content().sku() + page.number());
        assertThat(handle(pages, "{\"content\":{\"sku\":\"s\"},\"number\":7}")).isEqualTo("\"s7\"");
    }

    @Test
    void aNullResultIsJsonsNull() throws Exception {
        Handler handler = JsonHandler.of(Order.class, Order.class, (order, c) -> null);
        assertThat(handle(handler, "{}")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":[{},{\"quantity\":\"three\"}]} | $.items[1].quantity | expected a whole number but found a string",
                "{\"items\":[{\"quantity\":{}}]} | $.items[0].quantity | expected a whole number but found an object",
                "{\"items\":{}} | $.items | expected a list but found an object",
                "{\"items\":[[]]} | $.items[0] | expected an object but found a list",
                "{\"stock\":{\"a b\":[]}} | $.stock['a b'] | expected a whole number but found a list",
                "{\"gift\":\"yes\"} | $.gift | expected a boolean but found a string",
                "{\"id\":{}} | $.id | expected a string but found an object",
                "{\"placed\":\"tomorrow\"} | $.placed | Text 'tomorrow' could not be parsed at index 0",
                "{\"items\":[{\"sku\":\"a\",\"quantity\":1001}]} | $.items[0] | at most 1000 of a",
                "[] | $ | expected an object but found a list",
                "null | $ | expected an object but found null",
                "\"text\" | $ | expected an object but found a string",
                "`` | $ | expected an object but found the end of the event",
            })
    void anUndecodableEventNamesThePathAndWhatWasExpected(String event, String path, String problem) {
        Handler handler = JsonHandler.of(Order.class, Order.class, (order, c) -> order);
        assertThatThrownBy(() -> handle(handler, event))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("The event can't be decoded at " + path + ": " + problem)
                .satisfies(e -> assertThat(((MalformedEventException) e).path()).isEqualTo(path))
                .hasNoSuppressedExceptions();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"colour\":\"BLUE\"} | $.colour",
                "{\"id\":\"x\" | $",
                "{\"items\":[{\"quantity\":1}, | $.items[0]",
                "{\"payment\":{\"kind\":\"gold\"}} | $.payment",
                "{\"id\":nul} | $.id",
                "{\"items\":[{\"quantity\":1.5}]} | $.items[0].quantity",
                "{\"items\":[{\"quantity\":99999999999}]} | $.items[0].quantity",
                "{\"items\":[{\"quantity\":99999999999999999999999}]} | $.items[0].quantity",
                "<html> | $",
            })
    void otherFaultsHaveTheirPathToo(String event, String path) {
        Handler handler = JsonHandler.of(Order.class, Order.class, (order, c) -> order);
        assertThatThrownBy(() -> handle(handler, event))
                .isInstanceOfSatisfying(
                        MalformedEventException.class, e -> assertThat(e.path()).startsWith(path));
    }

    @Test
    void aTypeWithoutAdapterSaysHowToGetOne() {
        assertThatThrownBy(() -> JsonHandler.of(JsonHandlerTest.class, String.class, (x, c) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Json")
                .hasMessageContaining("avaje-jsonb-generator");
    }

    @Test
    void anUnserializableResultIsAnError() {
        Handler handler = JsonHandler.of(Order.Item.class, Order.Broken.class, (item, c) -> new Order.Broken("x"));
        assertThatThrownBy(() -> handle(handler, "{}"))
                .isInstanceOf(UnserializableResultException.class)
                .hasMessageContaining("can't be written as JSON: broken")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHandlersOwnExceptionComesOutAsItIs() {
        Handler handler = JsonHandler.of(Order.Item.class, String.class, (item, c) -> {
            throw new java.io.IOException("disk");
        });
        assertThatThrownBy(() -> handle(handler, "{}"))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("disk");
    }
}
