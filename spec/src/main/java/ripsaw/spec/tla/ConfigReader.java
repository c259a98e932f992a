package ripsaw.spec.tla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.spec.tla.Manifest.Malformed;

/**
 * Reads the configuration of a model out of an entry of a manifest, and what a base lends it.
 *
 * <p>An entry replaces what it names, and drops what it gives as null (RFC 7396); but if it names
 * invariants or properties, it checks none of its base's.
 */
final class ConfigReader {
  private static final String SPECIFICATION = "specification";
  private static final String WITH = "with";
  private static final String INVARIANTS = "invariants";
  private static final String PROPERTIES = "properties";
  private static final String DEADLOCK = "deadlock";

  /** Each names one definition of the module, under the keyword of the same name. */
  private static final List<String> SINGLE = List.of("symmetry", "view", "constraint");

  /** What an entry may say of its configuration. */
  static final Set<String> KEYS =
      Stream.concat(
              Stream.of(SPECIFICATION, WITH, INVARIANTS, PROPERTIES, DEADLOCK), SINGLE.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final JsonNode entry;
  private final String place;

  private ConfigReader(JsonNode entry, String place) {
    this.entry = entry;
    this.place = place;
  }

  /** An entry with what its base lends it. */
  static ObjectNode merged(ObjectNode base, JsonNode entry) {
    ObjectNode merged = base.deepCopy();
    if (entry.has(INVARIANTS) || entry.has(PROPERTIES)) {
      merged.remove(List.of(INVARIANTS, PROPERTIES));
    }
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        merged.remove(field.getKey());
      } else if (value.isObject() && merged.get(field.getKey()) instanceof ObjectNode known) {
        merged.set(field.getKey(), merged(known, value));
      } else {
        merged.set(field.getKey(), value);
      }
    }
    return merged;
  }

  /**
   * @param entry a merged one
   * @param place for a complaint
   */
  static Config config(JsonNode entry, String place) throws Malformed {
    return new ConfigReader(entry, place).config();
  }

  private Config config() throws Malformed {
    Map<String, List<String>> definitions = new LinkedHashMap<>();
    definitions.put(
        Config.SPECIFICATION, List.of(ManifestReader.text(entry, SPECIFICATION, place)));
    formulas(INVARIANTS, Config.INVARIANT, definitions);
    formulas(PROPERTIES, Config.PROPERTY, definitions);
    if (definitions.size() == 1) {
      throw new Malformed(place + ": checks nothing: it needs 'invariants' or 'properties'");
    }
    for (String key : SINGLE) {
      if (entry.has(key)) {
        definitions.put(
            key.toUpperCase(Locale.ROOT), List.of(ManifestReader.text(entry, key, place)));
      }
    }
    JsonNode deadlock = entry.path(DEADLOCK);
    if (!deadlock.isMissingNode() && !deadlock.isBoolean()) {
      throw new Malformed("%s: expected true or false as its '%s'".formatted(place, DEADLOCK));
    }
    return new Config(definitions, constants(), !deadlock.asBoolean(true));
  }

  private void formulas(String key, String keyword, Map<String, List<String>> definitions)
      throws Malformed {
    if (!entry.has(key)) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : entry.get(key)) {
      names.add(name.asText());
    }
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new Malformed("%s: expected a list of names as its '%s'".formatted(place, key));
    }
    definitions.put(keyword, names);
  }

  private Map<String, String> constants() throws Malformed {
    Map<String, String> constants = new LinkedHashMap<>();
    JsonNode with = entry.path(WITH);
    for (String name : (Iterable<String>) with::fieldNames) {
      constants.put(name, value(name, with.get(name)));
    }
    return constants;
  }

  /** In TLA+. A text that is a constant of its own name is a model value, and else a string. */
  private String value(String constant, JsonNode value) throws Malformed {
    if (value.isTextual()) {
      String text = value.asText();
      boolean isModelValue = entry.path(WITH).path(text).asText().equals(text);
      return isModelValue ? text : "\"" + text + "\"";
    }
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "TRUE" : "FALSE";
    }
    if (value.isArray()) {
      List<String> members = new ArrayList<>();
      for (JsonNode member : value) {
        members.add(value(constant, member));
      }
      return "{" + String.join(", ", members) + "}";
    }
    throw new Malformed(
        "%s: expected a text, a whole number, true, false, or a set of such as the constant '%s'"
            .formatted(place, constant));
  }
}
