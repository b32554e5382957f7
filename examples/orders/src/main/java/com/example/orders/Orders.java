package com.example.orders;

import dev.coldbrew.json.JsonHandler;
import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Lambda;
import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/** Takes orders from an API Gateway HTTP API: {@code POST /orders}. */
public final class Orders {
    private static final System.Logger LOG = System.getLogger("orders");

    private final PriceList prices;
    private final JsonType<Order> orders = Jsonb.instance().type(Order.class);
    private final JsonType<Receipt> receipts = Jsonb.instance().type(Receipt.class);
    private final JsonType<Problems> problems = Jsonb.instance().type(Problems.class);

    Orders(PriceList prices) {
        this.prices = prices;
    }

    public static void main(String[] args) {
        Lambda.run(() -> {
            Orders orders = new Orders(PriceList.load());
            return JsonHandler.of(HttpRequest.class, HttpResponse.class, orders::handle);
        });
    }

    HttpResponse handle(HttpRequest request, Context context) {
        if (request.routeKey() == null) {
            // Not from API Gateway at all: nobody would see a 404, so the invocation fails.
            throw new IllegalArgumentException("The event has no routeKey: it does not come from an HTTP API");
        }
        if (!request.routeKey().equals("POST /orders")) {
            return refused(404, "there is no " + request.routeKey());
        }
        Order order;
        try {
            order = orders.fromJson(request.text());
        } catch (JsonException | IllegalArgumentException e) {
            return refused(400, "the body is not an order: " + e.getMessage());
        }
        List<String> wrong = order.problems(prices);
        if (!wrong.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "refused an order of {0}: {1}", order.customer(), wrong);
            return HttpResponse.json(422, problems.toJson(new Problems(wrong)));
        }
        Receipt receipt = new Receipt(context.requestId(), order.customer(), prices.total(order));
        LOG.log(System.Logger.Level.INFO, "order {0}: {1} cents", receipt.orderId(), receipt.total());
        return HttpResponse.json(201, receipts.toJson(receipt));
    }

    private HttpResponse refused(int statusCode, String why) {
        return HttpResponse.json(statusCode, problems.toJson(new Problems(List.of(why))));
    }
}
