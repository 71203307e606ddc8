# Run by CPack when all files of all packages are in place: adds what Debian's policy asks for.
find_program(GZIP gzip REQUIRED)

function(compress file)
  execute_process(COMMAND ${GZIP} -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# The date of the build, or the one that a reproducible build is told.
string(TIMESTAMP date "%s" UTC)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(date $ENV{SOURCE_DATE_EPOCH})
endif()
execute_process(COMMAND date -Ru -d @${date} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)

foreach(component ${CPACK_COMPONENTS_ALL})
  set(package ${CPACK_NONMUN_PACKAGE_${component}})
  set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component})
  set(documents ${root}/usr/share/doc/${package})
  file(COPY ${CPACK_NONMUN_FOLDER}/copyright DESTINATION ${documents}
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  file(WRITE ${documents}/changelog.Debian
"nonmun (${CPACK_NONMUN_VERSION}) unstable; urgency=medium

  * Built from the sources of this version. What changed for users is in
    .github/CONTRIBUTING.md.

 -- ${CPACK_DEBIAN_PACKAGE_MAINTAINER}  ${date}
")
  compress(${documents}/changelog.Debian)
  file(GLOB pages ${root}/usr/share/man/man*/* ${root}/usr/share/man/*/man*/*)
  foreach(page ${pages})
    compress(${page})
  endforeach()
  file(READ ${CPACK_NONMUN_FOLDER}/all.overrides overrides)
  if(EXISTS ${CPACK_NONMUN_FOLDER}/${component}.d/overrides)
    file(READ ${CPACK_NONMUN_FOLDER}/${component}.d/overrides more)
    string(APPEND overrides ${more})
  endif()
  file(WRITE ${root}/usr/share/lintian/overrides/${package} "${overrides}")
endforeach()
