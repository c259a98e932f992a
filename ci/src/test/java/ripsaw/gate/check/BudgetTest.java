package ripsaw.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void oneThatIsSpentHasNothingLeft() {
    Budget budget = Budget.of(Duration.ofNanos(1));
    assertThat(budget.left()).isEqualTo(Duration.ZERO);
    assertThat(budget.isSpent()).isTrue();
    assertThat(budget.hasEnd()).isTrue();
  }

  @Test
  void oneWithoutAnEndIsAlwaysThereAndCanBeAddedToTheClock() {
    Budget budget = Budget.none();
    assertThat(budget.hasEnd()).isFalse();
    assertThat(budget.isSpent()).isFalse();
    assertThat(System.nanoTime() + budget.left().toNanos()).isGreaterThan(System.nanoTime());
  }
}
