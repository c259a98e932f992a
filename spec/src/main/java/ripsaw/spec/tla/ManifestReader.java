package ripsaw.spec.tla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.spec.tla.Manifest.Malformed;

/** Reads a family's models, in their order: a base stands before what is based on it. */
final class ManifestReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final String BASE = "base";
  private static final String MODULE = "module";
  private static final Set<String> COMMON =
      Set.of("model", BASE, MODULE, "subject", "runtime", "why");
  private static final Set<String> HOLDING = Set.of("states", "depth");
  private static final Set<String> FAILING = Set.of("violates", "breaks", "length");

  /** What each model lends to others, by its name: module and configuration. */
  private final Map<String, ObjectNode> lent = new HashMap<>();

  private ManifestReader() {}

  /**
   * @param json a list of models
   * @throws Malformed naming the model, or the place where it is no JSON
   */
  static List<Model> models(String json) throws Malformed {
    ManifestReader reader = new ManifestReader();
    List<Model> models = new ArrayList<>();
    for (JsonNode entry : entries(json)) {
      models.add(reader.model(entry, "model " + (models.size() + 1)));
    }
    return models;
  }

  private static JsonNode entries(String json) throws Malformed {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Malformed(
          "line %s: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    if (!root.isArray() || root.isEmpty()) {
      throw new Malformed("expected a list of models");
    }
    return root;
  }

  private Model model(JsonNode entry, String place) throws Malformed {
    String name = text(entry, "model", place);
    boolean fails = entry.has("violates") || entry.has("breaks");
    for (String key : (Iterable<String>) entry::fieldNames) {
      if (!COMMON.contains(key)
          && !ConfigReader.KEYS.contains(key)
          && !(fails ? FAILING : HOLDING).contains(key)) {
        throw new Malformed(
            "%s: '%s' does not belong to a model that %s"
                .formatted(name, key, fails ? "fails" : "holds"));
      }
    }
    ObjectNode whole = ConfigReader.merged(base(entry, name), entry);
    Model model =
        new Model(
            name,
            text(whole, MODULE, name),
            entry.has("subject") ? text(entry, "subject", name) : "",
            ConfigReader.config(whole, name),
            text(entry, "why", name),
            fails ? failing(entry, name) : holding(entry, name),
            text(entry, "runtime", name));
    whole.retain(ConfigReader.KEYS.toArray(String[]::new));
    lent.put(name, whole.put(MODULE, model.module()));
    return model;
  }

  private ObjectNode base(JsonNode entry, String name) throws Malformed {
    if (!entry.has(BASE)) {
      return MAPPER.createObjectNode();
    }
    ObjectNode base = lent.get(text(entry, BASE, name));
    if (base == null) {
      throw new Malformed(
          "%s: no model before it is called '%s'".formatted(name, entry.get(BASE).asText()));
    }
    return base;
  }

  private static Expectation failing(JsonNode entry, String name) throws Malformed {
    int length = number(entry, "length", name);
    return entry.has("violates")
        ? new Expectation.Violates(text(entry, "violates", name), length)
        : new Expectation.Breaks(text(entry, "breaks", name), length);
  }

  private static Expectation holding(JsonNode entry, String name) throws Malformed {
    return new Expectation.Holds(number(entry, "states", name), number(entry, "depth", name));
  }

  static String text(JsonNode entry, String key, String place) throws Malformed {
    JsonNode value = entry.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new Malformed("%s: expected a text as its '%s'".formatted(place, key));
    }
    return value.asText();
  }

  private static int number(JsonNode entry, String key, String place) throws Malformed {
    JsonNode value = entry.path(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < 1) {
      throw new Malformed("%s: expected a number above zero as its '%s'".formatted(place, key));
    }
    return value.asInt();
  }
}
