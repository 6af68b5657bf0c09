package uk.nsirs.quickstart;

import java.util.List;
import java.util.Properties;

/** The accounts of the quickstart, which exist nowhere else; every password is {@value #PASSWORD}. */
final class Accounts {

    static final String PASSWORD = "quickstart";

    private static final List<Account> ALL = List.of(
            new Account("rjz-referrer", "REFERRER", "RJZ"),
            new Account("rgt-referrer", "REFERRER", "RGT"),
            new Account("lab", "LAB", null),
            new Account("funder", "FUNDER", null),
            new Account("booking", "BOOKING", null),
            new Account("monitoring", "MONITORING", null),
            new Account("administrator", "ADMINISTRATOR", null),
            new Account("clinician", "CLINICIAN", null),
            new Account("nurse", "NURSE", null),
            new Account("dietitian", "DIETITIAN", null),
            new Account("counsellor", "COUNSELLOR", null));

    private record Account(String name, String role, String organisation) {}

    private Accounts() {}

    static void into(Properties settings) {
        for (int i = 0; i < ALL.size(); i++) {
            String prefix = "nsirs.access.accounts[" + i + "].";
            Account account = ALL.get(i);
            settings.setProperty(prefix + "name", account.name());
            settings.setProperty(prefix + "password", "{noop}" + PASSWORD);
            settings.setProperty(prefix + "roles[0]", account.role());
            if (account.organisation() != null) {
                settings.setProperty(prefix + "organisation", account.organisation());
            }
        }
    }
}
