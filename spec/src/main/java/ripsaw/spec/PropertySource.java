package ripsaw.spec;

import java.util.List;

/**
 * Brings properties beyond the {@linkplain CommonProperty common ones}. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface PropertySource {
  List<Property> properties();
}
