package uk.nsirs.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code nsirs.relay.*}.
 *
 * @param enabled whether this process publishes its outbox; appending works either way
 * @param source the CloudEvents {@code source}; empty means {@code /nsirs/} and the application's name
 * @param maxRecordBytes the largest record that is appended, headers and key included; below the broker's
 *     {@code message.max.bytes} by what a dead letter adds
 * @param poll how often the outbox is looked at when no signal comes
 * @param standby how often a relay that is not the active one tries to become it
 * @param batchSize records published at once, at most
 * @param sendTimeout how long a batch may wait for its acknowledgements before it is begun again
 * @param retryFrom first pause after a failure; doubles up to {@code retryTo}
 * @param retryTo longest pause after a failure; well below {@code max.poll.interval.ms}
 * @param tries how often an event that meets an unknown fault is tried before it becomes a dead letter
 * @param concurrency listener threads of each listener
 * @param inboxRetention how long processed ids are known; longer than any topic keeps its records
 * @param inboxCleanup how often older ids are removed
 */
@ConfigurationProperties("nsirs.relay")
record RelayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String source,
        @DefaultValue("950000B") DataSize maxRecordBytes,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("1s") Duration standby,
        @DefaultValue("500") int batchSize,
        @DefaultValue("30s") Duration sendTimeout,
        @DefaultValue("500ms") Duration retryFrom,
        @DefaultValue("10s") Duration retryTo,
        @DefaultValue("3") int tries,
        @DefaultValue("1") int concurrency,
        @DefaultValue("365d") Duration inboxRetention,
        @DefaultValue("1h") Duration inboxCleanup) {}
