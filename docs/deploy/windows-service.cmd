@echo off
rem The dashboard as a Windows service, with NSSM (https://nssm.cc). Run once, as administrator.
rem The account must be one that may read and write the workspace, and no administrator.
set PROGRAM=C:\schoolklimaat\Scripts\schoolklimaat.exe
set WORKSPACE=D:\schoolklimaat\werkmap
nssm install schoolklimaat "%PROGRAM%" serve --workspace "%WORKSPACE%" --host 127.0.0.1 --port 8050 --name klimaat.school.example
nssm set schoolklimaat DisplayName "Schoolklimaat dashboard"
nssm set schoolklimaat ObjectName ".\schoolklimaat" %1
nssm set schoolklimaat AppEnvironmentExtra SCHOOLKLIMAAT_LANG=nl PYTHONUTF8=1
nssm set schoolklimaat AppStdout "%WORKSPACE%\..\dashboard.log"
nssm set schoolklimaat AppStderr "%WORKSPACE%\..\dashboard.log"
nssm set schoolklimaat AppRotateFiles 1
nssm set schoolklimaat Start SERVICE_AUTO_START
nssm start schoolklimaat
rem Without NSSM, Task Scheduler starts it with the computer:
rem schtasks /Create /TN schoolklimaat /SC ONSTART /RU schoolklimaat /RP %1 /TR "\"%PROGRAM%\" serve --workspace \"%WORKSPACE%\" --host 127.0.0.1 --port 8050 --name klimaat.school.example"
