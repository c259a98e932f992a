package ripsaw.subject;

import java.util.List;
import java.util.ServiceLoader;
import ripsaw.spec.Property;
import ripsaw.spec.PropertySource;

/** What the families are judged by. */
public final class FamilyProperties implements PropertySource {
  @Override
  public List<Property> properties() {
    return ServiceLoader.load(Family.class).stream()
        .flatMap(family -> family.get().properties().stream())
        .toList();
  }
}
