package uk.nsirs.notification.delivery;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.events.ReferralReference;

/** The delivery log of one referral. */
@RestController
class DeliveryController {

    private final DeliveryRepository deliveries;
    private final MessageIds messageIds;

    DeliveryController(DeliveryRepository deliveries, MessageIds messageIds) {
        this.deliveries = deliveries;
        this.messageIds = messageIds;
    }

    /**
     * Every delivery of {@code reference}, oldest first; empty where nothing was ever written about it.
     *
     * @param reference converted by Spring through {@link ReferralReference#of}; anything else is a 400
     */
    @GetMapping(path = "/api/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    List<DeliveryView> ofReference(@RequestParam("reference") ReferralReference reference) {
        return deliveries.of(reference).stream()
                .map(delivery -> DeliveryView.of(delivery, messageIds))
                .toList();
    }
}
