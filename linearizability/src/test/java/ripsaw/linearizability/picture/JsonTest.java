package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final ObjectMapper reader = new ObjectMapper();

  @Test
  void theFieldsHaveTheirNamesAndTheirOrder() throws Exception {
    JsonNode document = reader.readTree(Json.text(Recordings.stranding()));
    assertThat(document.fieldNames())
        .toIterable()
        .containsExactly("format", "subject", "memory", "program", "cpus", "violation", "rows");
    assertThat(document.get("format").textValue()).isEqualTo("ripsaw-recording-1");
    assertThat(document.at("/violation").toString())
        .startsWith("{\"property\":\"no-stranding\",\"sentence\":\"No off-list slab");
    JsonNode last = document.at("/rows/28");
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly(
            "number",
            "cpu",
            "inInterrupt",
            "kind",
            "text",
            "access",
            "word",
            "before",
            "after",
            "guilty",
            "state");
    assertThat(last.at("/state/slabs/0").toString())
        .isEqualTo(
            "{\"name\":\"slab0\",\"owner\":0,\"live\":true,\"listed\":false,\"marked\":true,"
                + "\"freeCount\":0,\"capacity\":2,\"pins\":0,\"local\":[],\"remote\":[\"c0\"],"
                + "\"unused\":[],\"held\":[\"c1 (b)\"]}");
  }

  @Test
  void aCleanOneHasNoViolation() throws Exception {
    JsonNode document = reader.readTree(Json.text(Recordings.bustle()));
    assertThat(document.get("violation").isNull()).isTrue();
    assertThat(document.at("/rows/15/state/signals/1").toString())
        .isEqualTo("{\"from\":1,\"to\":0,\"about\":\"slab0\"}");
  }

  @Test
  void aLoopIsTheNumberOfItsFirstRow() throws Exception {
    assertThat(reader.readTree(Json.text(Recordings.livelock())).at("/loop").intValue())
        .isEqualTo(7);
    assertThat(Json.text(Recordings.stranding())).doesNotContain("\"loop\"");
  }

  @Test
  void anyTextComesBackAsItWas() throws Exception {
    String hostile = "\"\\ </script> \n \u2028 é";
    JsonNode document = reader.readTree(Json.text(Recordings.named(hostile)));
    assertThat(document.at("/rows/0/text").textValue()).isEqualTo(hostile);
  }

  @Test
  void inHtmlItSaysTheSameAndHasNoMarkup() throws Exception {
    String text = Json.inHtml(Recordings.named("</script><!-- &amp;"));
    assertThat(text).doesNotContain("<", ">", "&", "\n");
    assertThat(reader.readTree(text).at("/rows/0/text").textValue())
        .isEqualTo("</script><!-- &amp;");
  }

  @Test
  void theSameRecordingGivesTheSameTextWhichEndsWithALineFeed() {
    assertThat(Json.text(Recordings.bustle()))
        .isEqualTo(Json.text(Recordings.bustle()))
        .endsWith("\n}\n")
        .doesNotContain("\r");
  }
}
