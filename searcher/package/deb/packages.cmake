# The Debian packages, for CPack; see README.md. Included by ../CMakeLists.txt.
set(deb ${CMAKE_CURRENT_LIST_DIR})
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME nonmun)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_VERBATIM_VARIABLES ON)
# Units and manual pages name their places when they are installed, so that must happen below /usr.
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${deb}/complete.cmake)
set(CPACK_THREADS 0)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL programs library development python)
if(NONMUN_BUILD_SERVER)
  list(APPEND CPACK_COMPONENTS_ALL server)
endif()

set(maintainer "nonmun maintainers")
if(DEFINED ENV{DEBFULLNAME})
  set(maintainer "$ENV{DEBFULLNAME}")
endif()
set(mail root@localhost)
if(DEFINED ENV{DEBEMAIL})
  set(mail "$ENV{DEBEMAIL}")
endif()
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${maintainer} <${mail}>")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SOURCE nonmun)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
# CPack's own default: any other summary would come before that of each package.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_NAME} built using CMake")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(this_version "${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(soname_package libnonmun${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME nonmun)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
# What makes the user of nonmun-index.service.
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers | systemd-sysusers")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SUGGESTS "curl, git, mailutils | mailx, nonmun-serve")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA ${deb}/programs.d/postinst ${deb}/programs.d/postrm)
set(CPACK_DEBIAN_PROGRAMS_DESCRIPTION "full-text search for Korean and English paper digests
nonmun reads digests of research papers as Markdown or JSON, keeps an index
of them up to date, and answers queries from the command line, ranked by
relevance and votes. It takes Korean with and without spaces, with particles,
transliterated or in Latin letters for the same words.
.
This package contains nonmun-index, nonmun-search, and units for systemd that
update an index every night.")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME nonmun-serve)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION web)
set(CPACK_DEBIAN_SERVER_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS nonmun)
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${deb}/server.d/postinst ${deb}/server.d/postrm)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "search server for Korean and English paper digests
nonmun-serve searches an index of nonmun over HTTP, for programs and with a
page for people, and as tools of assistants (Model Context Protocol).")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${soname_package})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${deb}/library.d/triggers)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "search library for Korean and English paper digests
libnonmun is what the programs of nonmun are made of: it keeps an index of
paper digests up to date and searches it. This package contains the library.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnonmun-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${soname_package} (= ${this_version})")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "search library for paper digests - development files
libnonmun is what the programs of nonmun are made of: it keeps an index of
paper digests up to date and searches it. This package contains what is needed
to use it in C++ and C.")

set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-nonmun)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
  "python3:any (>= 3.9), ${soname_package} (>= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA ${deb}/python.d/postinst ${deb}/python.d/prerm)
set(CPACK_DEBIAN_PYTHON_DESCRIPTION "search for Korean and English paper digests in Python
libnonmun keeps an index of paper digests up to date and searches it. This
package contains its module for Python 3.")

# What complete.cmake needs to know.
foreach(component ${CPACK_COMPONENTS_ALL})
  string(TOUPPER ${component} upper)
  set(CPACK_NONMUN_PACKAGE_${component} ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
endforeach()
set(CPACK_NONMUN_FOLDER ${deb})
set(CPACK_NONMUN_VERSION ${this_version})
include(CPack)
