package dev.sidetone.transcript;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The schema's steps, by name: a packed jar cannot be searched for them. */
final class Migrations implements ResourceProvider {

    private final String folder;
    private final List<String> names;

    Migrations(String folder, List<String> names) {
        this.folder = folder;
        this.names = List.copyOf(names);
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return names.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> Stream.of(suffixes).anyMatch(name::endsWith))
                .map(Script::new)
                .map(LoadableResource.class::cast)
                .toList();
    }

    private final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = Migrations.class.getClassLoader().getResourceAsStream(folder + name);
            return new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return folder + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return folder + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
