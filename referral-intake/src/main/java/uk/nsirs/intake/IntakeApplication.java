package uk.nsirs.intake;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import uk.nsirs.intake.referral.Referrals;
import uk.nsirs.intake.referral.SubmitReferral;
import uk.nsirs.intake.referral.SupplyInformation;
import uk.nsirs.intake.referral.WithdrawReferral;
import uk.nsirs.relay.Outbox;

/** The outer edge: everything from outside enters the system here. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IntakeApplication {

    public static void main(String[] args) {
        SpringApplication.run(IntakeApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SubmitReferral submitReferral(Referrals referrals, Outbox outbox, Clock clock) {
        return new SubmitReferral(referrals, outbox, clock);
    }

    @Bean
    SupplyInformation supplyInformation(Referrals referrals, Outbox outbox, Clock clock) {
        return new SupplyInformation(referrals, outbox, clock);
    }

    @Bean
    WithdrawReferral withdrawReferral(Referrals referrals, Outbox outbox, Clock clock) {
        return new WithdrawReferral(referrals, outbox, clock);
    }
}
