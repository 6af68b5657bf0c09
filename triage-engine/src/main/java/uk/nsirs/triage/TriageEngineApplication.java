package uk.nsirs.triage;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The triage engine: criteria, processes, case files, worklist and Cockpit. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class TriageEngineApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TriageEngineApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
