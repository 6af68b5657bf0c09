package uk.nsirs.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

@RealServers
class InboxTest {

    @Test
    void an_id_is_new_once_and_new_again_if_the_transaction_rolls_back(Servers servers) {
        try (var house = new House(servers)) {
            var id = UUID.randomUUID();
            house.transaction.executeWithoutResult(transaction -> {
                assertThat(house.inbox.firstSeen("one", List.of(id, id))).containsExactly(id);
                transaction.setRollbackOnly();
            });

            house.transaction.executeWithoutResult(transaction ->
                    assertThat(house.inbox.firstSeen("one", List.of(id))).containsExactly(id));
            house.transaction.executeWithoutResult(transaction ->
                    assertThat(house.inbox.firstSeen("one", List.of(id))).isEmpty());

            assertThatThrownBy(() -> house.inbox.firstSeen("one", List.of(id)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void ids_are_forgotten_after_the_retention_and_not_before(Servers servers) {
        try (var house = new House(servers)) {
            house.jdbc.update(
                    """
                    insert into inbox select 'one', gen_random_uuid(), now() - interval '366 days'
                    from generate_series(1, 12000)
                    """);
            house.jdbc.update("insert into inbox select 'one', gen_random_uuid(), now() - interval '364 days'");

            assertThat(house.inbox.forget(Duration.ofDays(365))).isEqualTo(12_000);
            assertThat(house.jdbc.queryForObject("select count(*) from inbox", Integer.class))
                    .isEqualTo(1);
        }
    }
}
