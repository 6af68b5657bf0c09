package uk.nsirs.intake.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.Fault;

/**
 * Does a call once for each Idempotency-Key, in one transaction with the answer that is kept.
 *
 * <p>The first to insert the key does the work. A rival's insert waits in the database until that transaction ends and
 * then finds the answer, or, where the first one failed, does the work itself. Each holds one connection and the one
 * that works needs no second, so rivals can fill the pool but never block it. A refusal is not kept: it changed nothing,
 * unless the service had to be told of it, and is simply found again.
 */
@Component
class IdempotentCalls {

    private static final int CLEANUP_BATCH = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Answers answers;
    private final IntakeProperties.Idempotency settings;

    IdempotentCalls(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            Answers answers,
            IntakeProperties properties) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.answers = answers;
        this.settings = properties.idempotency();
    }

    /**
     * What makes a request the same request.
     *
     * @param account whose key it is
     * @param call method and path
     * @param key empty where the sender gave none: then every request is a new one
     * @param body as it came
     */
    record Call(String account, String call, Optional<IdempotencyKey> key, byte[] body) {

        /**
         * The call that {@code request} is.
         *
         * @throws RefusedRequestException where its key or its body cannot be taken
         */
        static Call of(String account, HttpServletRequest request) throws IOException {
            return new Call(
                    account, "POST " + request.getRequestURI(), IdempotencyKey.of(request), RequestBody.of(request));
        }
    }

    /** The answer to the call: the one made by {@code work}, or the first one if it was done before. */
    Answer answer(Call call, Supplier<Answer> work) {
        return transaction.execute(status -> {
            var earlier = call.key().flatMap(key -> claim(call, key));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            var answer = work.get();
            if (answer.isNotedRefusal()) {
                // What was noted stays; the key is free, so that the call is judged anew when it comes again.
                call.key().ifPresent(key -> release(call, key));
            } else if (answer.isRefusal()) {
                status.setRollbackOnly();
            } else {
                call.key().ifPresent(key -> keep(call, key, answer));
            }
            return answer;
        });
    }

    /** Claims the key; the earlier answer, or the refusal of another body, where somebody has. */
    private Optional<Answer> claim(Call call, IdempotencyKey key) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var hash = hash(call.body());
        int claimed = jdbc.sql(
                        """
                        insert into idempotency as held (account, call, key, request_hash, created_at)
                        values (:account, :call, :key, :hash, :now)
                        on conflict (account, call, key) do update
                            set request_hash = excluded.request_hash, created_at = excluded.created_at,
                                status = null, location = null, body = null
                            where held.created_at < :expired""")
                .param("account", call.account())
                .param("call", call.call())
                .param("key", key.value())
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expired", expired(now))
                .update();
        return claimed == 1 ? Optional.empty() : Optional.of(earlier(call, key, hash));
    }

    private Answer earlier(Call call, IdempotencyKey key, byte[] hash) {
        var kept = jdbc.sql(
                        """
                        select request_hash, status, location, body from idempotency
                        where account = ? and call = ? and key = ?""")
                .param(call.account())
                .param(call.call())
                .param(key.value())
                .query((row, number) -> new Kept(
                        row.getBytes("request_hash"),
                        new Answer(row.getInt("status"), row.getString("location"), row.getBytes("body"))))
                .single();
        return MessageDigest.isEqual(kept.hash(), hash) ? kept.answer() : anotherBody();
    }

    private void keep(Call call, IdempotencyKey key, Answer answer) {
        jdbc.sql(
                        """
                        update idempotency set status = ?, location = ?, body = ?
                        where account = ? and call = ? and key = ?""")
                .param(answer.status())
                .param(answer.location())
                .param(answer.body())
                .param(call.account())
                .param(call.call())
                .param(key.value())
                .update();
    }

    private void release(Call call, IdempotencyKey key) {
        jdbc.sql("delete from idempotency where account = ? and call = ? and key = ?")
                .param(call.account())
                .param(call.call())
                .param(key.value())
                .update();
    }

    /** Several instances may do so at once: each skips the rows that another is just removing. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetExpiredKeys() {
        int removed;
        do {
            removed = jdbc.sql(
                            """
                            delete from idempotency where ctid = any (array(
                                select ctid from idempotency where created_at < ? limit ? for update skip locked))""")
                    .param(expired(clock.instant()))
                    .param(CLEANUP_BATCH)
                    .update();
        } while (removed == CLEANUP_BATCH);
    }

    private java.time.OffsetDateTime expired(Instant now) {
        return now.minus(settings.keepFor()).atOffset(ZoneOffset.UTC);
    }

    private Answer anotherBody() {
        return answers.problem(Problems.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "Idempotency-Key used before",
                "This Idempotency-Key came with another body before. Use a new key for a new request. Nothing was stored.",
                List.of(new Fault("", "IDEMPOTENCY_KEY_REUSED", "The key was used with another body."))));
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private record Kept(byte[] hash, Answer answer) {}
}
