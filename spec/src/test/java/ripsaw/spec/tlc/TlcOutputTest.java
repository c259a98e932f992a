package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlaValue;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;

/** On what TLC 2.18 printed. */
class TlcOutputTest {
  private static final String BEGINNING =
      message(2262, 0, "TLC2 Version 2.18 of 20 March 2023")
          + message(2220, 0, "Starting SANY...")
          + """
          Parsing file Tiny.tla
          Semantic processing of module Tiny
          """
          + message(2219, 0, "SANY finished.")
          + message(
              2190, 0, "Finished computing initial states: 1 distinct state generated at now.");

  private static final String SUCCESS =
      message(
          2193,
          0,
          """
          Model checking completed. No error has been found.
            Estimates of the probability that TLC did not check all reachable states
            because two distinct states had the same fingerprint:
            calculated (optimistic):  val = 3.6E-9\
          """);

  private static final String STATES =
      message(2217, 4, "1: <Initial predicate>\nx = 0\n")
          + message(2217, 4, "2: <Next line 5, col 9 to line 5, col 27 of module Tiny>\nx = 1\n")
          + message(2217, 4, "3: <Other line 6, col 9 to line 6, col 27 of module Tiny>\nx = 2\n");

  private static String message(int code, int kind, String text) {
    return "@!@!@STARTMSG %d:%d @!@!@\n%s\n@!@!@ENDMSG %d @!@!@\n"
        .formatted(code, kind, text, code);
  }

  private static String counts(int generated, int distinct, int queue) {
    return message(
        2199,
        0,
        "%d states generated, %d distinct states found, %d states left on queue."
            .formatted(generated, distinct, queue));
  }

  private static String depth(int depth) {
    return message(2194, 0, "The depth of the complete state graph search is " + depth + ".");
  }

  private static TlcResult result(int exitCode, String printed, String... properties) {
    TlcOutput output = new TlcOutput();
    (BEGINNING + printed).lines().forEach(output::line);
    return output.result(exitCode, List.of(properties), List.of("", "last words"));
  }

  private static List<String> actions(TlcResult result) {
    return result.behavior().orElseThrow().states().stream().map(Behavior.State::action).toList();
  }

  @Test
  void whereEveryStateWasSeenAllHolds() {
    TlcResult result = result(0, SUCCESS + counts(533_606, 202_294, 0) + depth(65));
    assertThat(result.kind()).isEqualTo(Kind.HOLDS);
    assertThat(result.generated()).isEqualTo(533_606);
    assertThat(result.distinct()).isEqualTo(202_294);
    assertThat(result.depth()).isEqualTo(65);
    assertThat(result.behavior()).isEmpty();
    assertThat(result).hasToString("HOLDS 202,294 states depth 65");
  }

  @Test
  void aViolatedInvariantHasItsNameAndTheStepsThere() {
    TlcResult result =
        result(
            12,
            message(2110, 1, "Invariant NoStranding is violated.")
                + message(2121, 1, "The behavior up to this point is:")
                + STATES
                + counts(4, 3, 1)
                + depth(3));
    assertThat(result.kind()).isEqualTo(Kind.VIOLATED);
    assertThat(result.formula()).isEqualTo("NoStranding");
    assertThat(result.distinct()).isEqualTo(3);
    assertThat(actions(result)).containsExactly("", "Next", "Other");
    assertThat(result.behavior().orElseThrow().backTo()).isEqualTo(Behavior.ENDS);
    assertThat(result).hasToString("VIOLATED no-stranding in 3 states");
  }

  @Test
  void aStateHasItsVariablesOverSeveralLines() {
    TlcResult result =
        result(
            12,
            message(2110, 1, "Invariant Listing is violated.")
                + message(
                    2217,
                    4,
                    """
                    1: <Initial predicate>
                    /\\ slab = ( slab0 :>
                          [ place |-> "pool",
                            remote |-> <<>> ] @@
                      slab1 :>
                          [ place |-> "live",
                            remote |-> <<<<slab1, 0>>>> ] )
                    /\\ held = {}
                    """));
    Behavior.State state = result.behavior().orElseThrow().states().get(0);
    assertThat(state.variables()).containsOnlyKeys("slab", "held");
    assertThat(state.variables().get("slab").at(new TlaValue.Name("slab1")).field("remote"))
        .hasToString("<<<<slab1, 0>>>>");
    assertThat(state.variables().get("held").list()).isEmpty();
  }

  @Test
  void anInvariantMayBeViolatedAtOnce() {
    TlcResult result =
        result(12, message(2107, 1, "Invariant Zero is violated by the initial state:\nx = 7\n"));
    assertThat(result.formula()).isEqualTo("Zero");
    assertThat(result.length()).isEqualTo(1);
    assertThat(result.behavior().orElseThrow().states().get(0).variables())
        .containsEntry("x", new TlaValue.Int(7));
  }

  @Test
  void aBehaviourThatStuttersStaysInItsLastState() {
    TlcResult result =
        result(
            13,
            message(2116, 1, "Temporal properties were violated.\n")
                + message(2264, 1, "The following behavior constitutes a counter-example:\n")
                + STATES
                + message(2218, 4, "4: Stuttering"),
            "Termination");
    assertThat(result.formula()).isEqualTo("Termination");
    assertThat(result.length()).isEqualTo(3);
    assertThat(result.behavior().orElseThrow().backTo()).isEqualTo(2);
  }

  @Test
  void aLassoGoesBackToAState() {
    TlcResult result =
        result(
            13,
            message(2116, 1, "Temporal properties were violated.\n")
                + STATES
                + message(
                    2122, 4, "2: Back to state: <Next line 5, col 9 to line 5, col 27 of Tiny>\n"),
            "Termination");
    assertThat(result.behavior().orElseThrow().backTo()).isEqualTo(1);
  }

  @Test
  void ofSeveralTemporalFormulasNoneIsSingledOut() {
    TlcResult result =
        result(
            13,
            message(2116, 1, "Temporal properties were violated.\n") + STATES,
            "Termination",
            "SignalsTaken");
    assertThat(result.formula()).isEqualTo("one of Termination, SignalsTaken");
    assertThat(result).hasToString("VIOLATED one of Termination, SignalsTaken in 3 states");
  }

  @Test
  void aPropertyThatTlcTellsByItsPlaceIsTheOneThatWasChecked() {
    String place = "Property line 15, col 9 to line 15, col 13 of module Tiny";
    assertThat(
            result(
                    13,
                    message(2108, 1, place + " is violated by the initial state:\nx = 0\n"),
                    "Listing")
                .formula())
        .isEqualTo("Listing");
  }

  @Test
  void aDeadlockIsAViolation() {
    TlcResult result = result(11, message(2114, 1, "Deadlock reached.") + STATES);
    assertThat(result).hasToString("VIOLATED Deadlock in 3 states");
  }

  @Test
  void aParseErrorIsToldInOneLine() {
    TlcResult result =
        result(
            150,
            """
            ***Parse Error***
            Encountered "====" at line 3, column 1 and token "+"

            """
                + message(3002, 1, "Parsing or semantic analysis failed."));
    assertThat(result.kind()).isEqualTo(Kind.FAILED);
    assertThat(result.detail())
        .isEqualTo(
            "Parsing or semantic analysis failed. ***Parse Error***"
                + " Encountered \"====\" at line 3, column 1 and token \"+\"");
  }

  @Test
  void ofAnErrorWithinAnErrorTheInnerOneIsTold() {
    TlcResult result =
        result(
            255,
            """
            @!@!@STARTMSG 1000:1 @!@!@
            TLC threw an unexpected exception.
            : @!@!@STARTMSG 5006:0 @!@!@
            TLC found an error in the configuration file at line 1
            It was expecting a keyword, but did not find it.
            @!@!@ENDMSG 5006 @!@!@
            @!@!@ENDMSG 1000 @!@!@
            """);
    assertThat(result.detail())
        .isEqualTo(
            "TLC found an error in the configuration file at line 1"
                + " It was expecting a keyword, but did not find it.");
  }

  @Test
  void aProcessThatDiedFailedWhateverItHadSaidBefore() {
    for (String said :
        new String[] {
          "", SUCCESS + counts(4, 4, 0), message(2110, 1, "Invariant Ok is violated.") + STATES
        }) {
      assertThat(result(137, said).kind()).as(said).isEqualTo(Kind.FAILED);
    }
    assertThat(result(137, "").detail()).isEqualTo("TLC ended with exit code 137: last words");
  }

  @Test
  void aPassThatIsNotSaidInFullIsNone() {
    assertThat(result(0, "").kind()).isEqualTo(Kind.FAILED);
    assertThat(result(0, SUCCESS).kind()).isEqualTo(Kind.FAILED);
    assertThat(result(0, SUCCESS + counts(9, 5, 2)).kind()).isEqualTo(Kind.FAILED);
    assertThat(result(0, counts(9, 5, 0)).kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aPassOverNoStateCheckedNothing() {
    TlcResult result = result(0, SUCCESS + counts(0, 0, 0) + depth(1));
    assertThat(result.kind()).isEqualTo(Kind.FAILED);
    assertThat(result.detail()).isEqualTo("checked nothing: there is no state");
  }

  @Test
  void aViolationWithoutAReadableCounterexampleFailed() {
    String violated = message(2110, 1, "Invariant Ok is violated.");
    List<String> details = new ArrayList<>();
    for (String states :
        new String[] {
          "",
          message(2217, 4, "1: nothing\nx = 0"),
          message(2217, 4, "1: <Initial predicate>\nx is 0"),
          STATES + message(2122, 4, "4: Back to state: <A line>")
        }) {
      TlcResult result = result(12, violated + states);
      assertThat(result.kind()).isEqualTo(Kind.FAILED);
      details.add(result.detail());
    }
    assertThat(details)
        .containsExactly(
            "the counterexample could not be read: it has no state",
            "the counterexample could not be read: no state: 1: nothing",
            "the counterexample could not be read: no equation: x is 0",
            "the counterexample could not be read: no state to go back to:"
                + " 4: Back to state: <A line>");
  }
}
