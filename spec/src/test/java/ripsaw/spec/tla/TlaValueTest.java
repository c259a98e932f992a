package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlaValueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUE",
        "FALSE",
        "0",
        "-17",
        "\"a text\"",
        "\"\"",
        "None",
        "cpu0",
        "<<>>",
        "<<1, <<2, {}>>>>",
        "{}",
        "{<<0, 1>>, \"x\"}",
        "(0 :> 1 @@ 1 :> <<>>)",
        "(<<cpu0, \"program\">> :> TRUE)"
      })
  void aValueIsPrintedAsItWasRead(String text) {
    assertThat(TlaValue.parse(text)).hasToString(text);
  }

  @Test
  void aRecordIsAFunctionOfStrings() {
    TlaValue value = TlaValue.parse("[at |-> \"idle\",\n  slab |-> None, pins |-> -1]");
    assertThat(value.field("at").text()).isEqualTo("idle");
    assertThat(value.field("slab")).isEqualTo(new TlaValue.Name("None"));
    assertThat(value.field("pins").number()).isEqualTo(-1);
    assertThat(value)
        .isEqualTo(TlaValue.parse("(\"pins\" :> -1 @@ \"slab\" :> None @@ \"at\" :> \"idle\")"));
  }

  @Test
  void aFunctionIsAskedAtAnArgument() {
    TlaValue value = TlaValue.parse("( <<0, \"program\">> :> [gone |-> TRUE] @@\n  1 :> {} )");
    assertThat(value.at(TlaValue.parse("<<0, \"program\">>")).field("gone").isTrue()).isTrue();
    assertThat(value.at(new TlaValue.Int(1)).list()).isEmpty();
  }

  @Test
  void setsAreEqualInAnyOrderAndSequencesAreNot() {
    assertThat(TlaValue.parse("{1, 2}")).isEqualTo(TlaValue.parse("{2, 1}"));
    assertThat(TlaValue.parse("<<1, 2>>")).isNotEqualTo(TlaValue.parse("<<2, 1>>"));
  }

  @Test
  void aSequenceAndASetHaveItems() {
    List<TlaValue> items = List.of(new TlaValue.Int(3), new TlaValue.Bool(true));
    assertThat(TlaValue.parse("<<3, TRUE>>").list()).isEqualTo(items);
    assertThat(TlaValue.parse("{3, TRUE}").list()).containsExactlyInAnyOrderElementsOf(items);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''         ; expected a value at character 1",
        "<<1, 2     ; expected ',' at character 7",
        "{1 2}      ; expected ',' at character 4",
        "[a -> 1]   ; expected '|->' at character 4",
        "(0 :> 1    ; expected '@@' at character 8",
        "1 2        ; expected the end at character 3",
        "#          ; expected a value at character 1"
      })
  void whatIsNoValueIsRefusedWithThePlace(String text, String complaint) {
    assertThatThrownBy(() -> TlaValue.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void aTextThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> TlaValue.parse("\"abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected '\"' at character 5");
  }

  @Test
  void whatAValueDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> TlaValue.parse("[a |-> 1]").field("b"))
        .hasMessage("no value at \"b\" in (\"a\" :> 1)");
    assertThatThrownBy(() -> TlaValue.parse("<<1>>").field("a"))
        .hasMessage("no value at \"a\" in <<1>>");
    assertThatThrownBy(() -> TlaValue.parse("7").list()).hasMessage("no sequence: 7");
  }
}
