package uk.nsirs.quickstart;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** The e-mails that arrived, each a file, so that yesterday's are still there tomorrow. */
final class Inbox {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".eml";

    private final Path directory;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Message> messages =
            new ConcurrentSkipListMap<>(Comparator.<String>naturalOrder().reversed());

    /**
     * One e-mail as a person reads it.
     *
     * @param id unguessable enough for a page of one machine; begins with the time of arrival
     * @param from as written by the sender
     * @param to the address it was delivered to
     * @param text the plain part; empty where there is none
     * @param html the HTML part; null where there is none
     */
    record Message(String id, String from, String to, String subject, Instant receivedAt, String text, String html) {}

    Inbox(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        load();
    }

    /** Keeps a message before the sender is told that it arrived. */
    void keep(MimeMessage mail, String recipient) throws IOException, MessagingException {
        Instant now = clock.instant();
        String id = STAMP.format(now) + "-" + UUID.randomUUID();
        mail.setHeader("X-Nsirs-Inbox-Recipient", recipient);
        Path draft = directory.resolve(id + ".draft");
        try (OutputStream out = Files.newOutputStream(draft)) {
            mail.writeTo(out);
        }
        Files.move(draft, directory.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        messages.put(id, read(id));
    }

    /** Newest first. */
    List<Message> all() {
        return List.copyOf(messages.values());
    }

    Optional<Message> find(String id) {
        return Optional.ofNullable(messages.get(id));
    }

    private void load() {
        try {
            Files.createDirectories(directory);
            try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    String id = name.substring(0, name.length() - SUFFIX.length());
                    messages.put(id, read(id));
                }
            }
        } catch (IOException | MessagingException failure) {
            throw new CannotStart("Cannot read the inbox " + directory + ": " + failure.getMessage(), failure);
        }
    }

    private Message read(String id) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(directory.resolve(id + SUFFIX))) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            String html = part(mail, "text/html").orElse(null);
            return new Message(
                    id,
                    mail.getFrom() == null ? "" : InternetAddress.toUnicodeString(mail.getFrom()),
                    header(mail, "X-Nsirs-Inbox-Recipient"),
                    mail.getSubject() == null ? "" : mail.getSubject(),
                    STAMP.parse(id.substring(0, id.indexOf('Z') + 1), Instant::from),
                    part(mail, "text/plain").orElse(""),
                    html);
        }
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        String value = mail.getHeader(name, null);
        return value == null ? "" : value;
    }

    private static Optional<String> part(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return Optional.of(String.valueOf(part.getContent()));
        }
        if (!part.isMimeType("multipart/*") || !(part.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        List<BodyPart> children = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            children.add(parts.getBodyPart(i));
        }
        for (BodyPart child : children) {
            Optional<String> found = part(child, type);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
