package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files with keys are written. */
class PrivateFileTest {

    /** Half a pair of surrogates, which cannot be written. */
    private static final String UNWRITABLE = "k-1:\uD800";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("master.key");
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        new PrivateFile(file).create("k-1");

        assertThat(file).hasContent("k-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> new PrivateFile(file).create("k-2")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("k-1");
        assertThat(names()).containsExactly("master.key");
    }

    /** An empty one would count as there when it is made the next time. */
    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        assertThatThrownBy(() -> new PrivateFile(file).create(UNWRITABLE)).isInstanceOf(IOException.class);
        assertThat(names()).isEmpty();

        new PrivateFile(file).create("k-1");
        assertThatThrownBy(() -> new PrivateFile(file).replace(UNWRITABLE)).isInstanceOf(IOException.class);

        assertThat(file).hasContent("k-1");
        assertThat(names()).containsExactly("master.key");
    }

    /** Orchestrators give it to the group of the server, which could not read it any more. */
    @Test
    void aNewContentBelongsToWhomTheOldOneDid() throws IOException {
        new PrivateFile(file).create("k-1");
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        Optional<GroupPrincipal> other = giveToAnotherGroup(view);
        assumeTrue(other.isPresent(), "this user can give a file to no other group");

        new PrivateFile(file).replace("k-2");

        assertThat(file).hasContent("k-2");
        PosixFileAttributes has = Files.readAttributes(file, PosixFileAttributes.class);
        assertThat(has.group()).isEqualTo(other.orElseThrow());
        assertThat(PosixFilePermissions.toString(has.permissions())).isEqualTo("rw-------");
    }

    private Optional<GroupPrincipal> giveToAnotherGroup(PosixFileAttributeView view) throws IOException {
        GroupPrincipal own = view.readAttributes().group();
        for (String name : new String[] {"daemon", "users", "adm", "nogroup"}) {
            try {
                GroupPrincipal group =
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
                view.setGroup(group);
                if (!group.equals(own)) {
                    return Optional.of(group);
                }
            } catch (IOException e) {
                // The next one.
            }
        }
        return Optional.empty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
