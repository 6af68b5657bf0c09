package uk.nsirs.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * Refuses a start whose configuration lacks something or is unsafe: every fault at once, one line each, before anything is
 * connected to. What a service needs stands in its {@code nsirs.required}: the name of each setting, and what it is.
 */
final class SafeStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Bindable<Map<String, String>> NAMES_AND_WORDS = Bindable.mapOf(String.class, String.class);

    /**
     * @throws UnsafeConfigurationException naming every fault
     */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var configured = Binder.get(environment);
        boolean quickstart = environment.getProperty("nsirs.quickstart", Boolean.class, false);
        List<String> faults = new ArrayList<>();
        if (!quickstart) {
            configured.bind("nsirs.required", NAMES_AND_WORDS).orElse(Map.of()).forEach((name, words) -> {
                var value = environment.getProperty(name);
                if (value == null || value.isBlank()) {
                    faults.add(name + ": missing; " + words + " (as environment variable " + variable(name) + ")");
                }
            });
        }
        var access = configured.bind("nsirs.access", AccessProperties.class).orElse(new AccessProperties(List.of()));
        faults.addAll(ConfiguredAccounts.faults(
                access, PasswordEncoderFactories.createDelegatingPasswordEncoder(), quickstart));
        if (!faults.isEmpty()) {
            throw new UnsafeConfigurationException(faults);
        }
    }

    /** As Spring Boot reads it. */
    private static String variable(String name) {
        return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }
}
