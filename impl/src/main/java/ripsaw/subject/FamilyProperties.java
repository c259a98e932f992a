package ripsaw.subject;

import java.util.List;
import ripsaw.spec.Property;
import ripsaw.spec.PropertySource;

/** What the families are judged by. */
public final class FamilyProperties implements PropertySource {
  @Override
  public List<Property> properties() {
    return Family.all().stream().flatMap(family -> family.properties().stream()).toList();
  }
}
