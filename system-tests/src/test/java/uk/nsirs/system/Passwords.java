package uk.nsirs.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each account types to sign in: the quickstart's password, or what the file says that
 * {@code -Dnsirs.passwords} names, in lines of account and password as {@code docker/make-env} prints them. The account
 * {@code postgres} is the database server's own.
 */
final class Passwords {

    private static final String DATABASE = "postgres";
    private static final Map<String, String> MADE = read(System.getProperty("nsirs.passwords"));

    private Passwords() {}

    /**
     * @throws IllegalArgumentException where passwords were made and this account has none
     */
    static String of(String account) {
        if (MADE.isEmpty()) {
            return account.equals(DATABASE) ? DATABASE : "quickstart";
        }
        var password = MADE.get(account);
        if (password == null) {
            throw new IllegalArgumentException("No password was made for " + account);
        }
        return password;
    }

    private static Map<String, String> read(String file) {
        if (file == null) {
            return Map.of();
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
