package uk.nsirs.intake.api;

import io.swagger.v3.core.util.Yaml;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** The contract as it is published. Written by hand, since the controllers take bytes; a test holds it to the code. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    OpenAPI openApi(@Value("classpath:openapi/referral-intake.yaml") Resource contract) throws IOException {
        try (var yaml = contract.getInputStream()) {
            return Yaml.mapper().readValue(yaml, OpenAPI.class);
        }
    }
}
