package uk.nsirs.time;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts a clock that can be moved before the service's own. */
@AutoConfiguration
public class SimulatedTimeConfiguration {

    @Bean
    @Primary
    SimulatedClock simulatedClock() {
        return new SimulatedClock();
    }

    @Bean
    TimeMachine timeMachine(
            SimulatedClock clock,
            ProcessEngine engine,
            JdbcTemplate jdbc,
            @Value("${nsirs.simulated-time.port:0}") int port) {
        return new TimeMachine(clock, engine, jdbc, port);
    }
}
