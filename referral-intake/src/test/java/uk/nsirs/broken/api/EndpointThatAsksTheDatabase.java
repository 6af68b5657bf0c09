package uk.nsirs.broken.api;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.intake.referral.Referrals;

/** Breaks the rules that a controller leaves the repository alone and that only tracking listens. */
@RestController
public class EndpointThatAsksTheDatabase {

    private final Referrals referrals;

    public EndpointThatAsksTheDatabase(Referrals referrals) {
        this.referrals = referrals;
    }

    @KafkaListener(topics = "x")
    void on(String record) {
        referrals.lock(null);
    }
}
