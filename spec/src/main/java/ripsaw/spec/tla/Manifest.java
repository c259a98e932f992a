package ripsaw.spec.tla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.spec.Property;

/** The models there are, and what TLC is expected to find in each: {@code manifest.json}. */
public final class Manifest {
  /** There is something in it that is no model, or not one as described. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Set<String> COMMON = Set.of("model", "module", "subject", "runtime");
  private static final Set<String> HOLDING = Set.of("states", "depth");
  private static final Set<String> FAILING = Set.of("violates", "breaks", "length");

  private final List<Model> models;

  private Manifest(List<Model> models) {
    this.models = List.copyOf(models);
  }

  /** That of this build. */
  public static Manifest load() {
    try {
      return parse(Sources.text("manifest.json"));
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param json a list of models
   * @throws Malformed naming the model, or the place where it is no JSON
   */
  public static Manifest parse(String json) throws Malformed {
    List<Model> models = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode entry : entries(json)) {
      Model model = model(entry, "model " + (models.size() + 1));
      if (!names.add(model.name())) {
        throw new Malformed(model.name() + ": is there twice");
      }
      models.add(model);
    }
    return new Manifest(models);
  }

  private static JsonNode entries(String json) throws Malformed {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Malformed(
          "line %d: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    if (!root.isArray() || root.isEmpty()) {
      throw new Malformed("expected a list of models");
    }
    return root;
  }

  private static Model model(JsonNode entry, String place) throws Malformed {
    String name = text(entry, "model", place);
    boolean fails = entry.has("violates") || entry.has("breaks");
    for (String key : (Iterable<String>) entry::fieldNames) {
      if (!COMMON.contains(key) && !(fails ? FAILING : HOLDING).contains(key)) {
        throw new Malformed(
            "%s: '%s' does not belong to a model that %s"
                .formatted(name, key, fails ? "fails" : "holds"));
      }
    }
    return new Model(
        name,
        text(entry, "module", name),
        entry.has("subject") ? text(entry, "subject", name) : "",
        fails ? failing(entry, name) : holding(entry, name),
        text(entry, "runtime", name));
  }

  private static Expectation failing(JsonNode entry, String name) throws Malformed {
    int length = number(entry, "length", name);
    return entry.has("violates")
        ? new Expectation.Violates(property(entry, name), length)
        : new Expectation.Breaks(text(entry, "breaks", name), length);
  }

  private static Expectation holding(JsonNode entry, String name) throws Malformed {
    return new Expectation.Holds(number(entry, "states", name), number(entry, "depth", name));
  }

  private static Property property(JsonNode entry, String place) throws Malformed {
    String id = text(entry, "violates", place);
    return Property.byId(id)
        .orElseThrow(() -> new Malformed(place + ": there is no property '" + id + "'"));
  }

  private static String text(JsonNode entry, String key, String place) throws Malformed {
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

  /** In the manifest's order, as all lists here. */
  public List<Model> all() {
    return models;
  }

  public Optional<Model> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  public List<Model> ofModule(String module) {
    return models.stream().filter(model -> model.module().equals(module)).toList();
  }

  /**
   * @param id of a subject
   */
  public List<Model> ofSubject(String id) {
    return models.stream().filter(model -> model.subject().equals(id)).toList();
  }

  public List<String> modules() {
    return models.stream().map(Model::module).distinct().toList();
  }
}
