package ripsaw.spec.tla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The models there are, and what TLC is expected to find in each: {@code manifest.json} of each
 * family.
 */
public final class Manifest {
  /** There is something in it that is no model, or not one as described. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private final List<Model> models;

  private Manifest(List<Model> models) throws Malformed {
    this.models = List.copyOf(models);
    Set<String> names = new TreeSet<>();
    for (Model model : models) {
      if (!names.add(model.name())) {
        throw new Malformed(model.name() + ": is there twice");
      }
    }
  }

  /** That of this build: the families' in the order of their index. */
  public static Manifest load() {
    List<Model> models = new ArrayList<>();
    String family = "";
    try {
      for (String next : Sources.families()) {
        family = next;
        models.addAll(ManifestReader.models(Sources.manifest(family)));
      }
      return new Manifest(models);
    } catch (Malformed e) {
      throw new IllegalStateException("the models of " + family, e);
    }
  }

  /**
   * @param json a list of models
   * @throws Malformed naming the model, or the place where it is no JSON
   */
  public static Manifest parse(String json) throws Malformed {
    return new Manifest(ManifestReader.models(json));
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

  /** What TLC needs to check the models without this program: the text of each file by its name. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    modules().forEach(module -> files.put(module + ".tla", Sources.module(module)));
    models.forEach(model -> files.put(model.name() + ".cfg", model.configText()));
    return files;
  }
}
